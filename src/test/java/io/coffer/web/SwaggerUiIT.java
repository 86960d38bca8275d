package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import io.coffer.testing.Archives;
import io.coffer.testing.BrowserTest;
import io.coffer.testing.Chromium;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API page in a browser: what it shows works as it is shown. */
@BrowserTest
class SwaggerUiIT extends RunningCoffer {

	private static final byte[] ARCHIVE = Archives.zip(1024 * 1024);

	@SuppressWarnings("NullAway.Init")
	private static Chromium chromium;

	@SuppressWarnings("NullAway.Init")
	private Coffer laptop;

	@SuppressWarnings("NullAway.Init")
	private SwaggerPage page;

	@BeforeAll
	static void startTheBrowser() {
		chromium = Chromium.start();
	}

	@AfterAll
	static void closeTheBrowser() {
		chromium.close();
	}

	@BeforeEach
	void openThePage() {
		this.laptop = device("laptop-" + UUID.randomUUID());
		this.page = new SwaggerPage(chromium.newPage(), this.port);
	}

	@Test
	void aRefusalReachesAPageThatIsStillSending() {
		assertThat(upload(this.laptop.token())).isEqualTo("403 foreign-device");
		assertThat(upload("not-a-token")).isEqualTo("401 unauthenticated");
	}

	private Object upload(String token) {
		return this.page.evaluate("""
				async (token) => {
					const answer = await fetch('/backups/notes.20250101000000.other.5f0c1d9a7b3e.zip', {
						method: 'PUT', headers: { Authorization: 'Bearer ' + token },
						body: new Uint8Array(16 * 1024 * 1024) })
					return answer.status + ' ' + (await answer.json()).code
				}""", token);
	}

	@AfterEach
	void thePageKeepsToItself() {
		assertThat(this.page.errors()).isEmpty();
		assertThat(this.page.requests()).allMatch((url) -> url.startsWith("http://localhost:" + this.port + "/")
				|| url.startsWith("data:") || url.startsWith("blob:"));
		this.page.close();
	}

	@Test
	void callsAreRefusedUntilATokenIsEntered() {
		this.laptop.upload(Archives.EMPTY_ZIP, "").hasStatus(201);
		SwaggerPage.Operation list = this.page.tryOut("Backups", "listBackups");
		assertThat(list.execute("/backups").status()).isEqualTo(401);
		assertThat(list.shownStatus()).isEqualTo("401");

		this.page.authorize(this.laptop.token());
		Response response = list.execute("/backups");
		assertThat(response.status()).isEqualTo(200);
		assertThat(json(response).get("total").asInt()).isPositive();
		assertThat(list.shownStatus()).isEqualTo("200");
	}

	/** The second is more than one part of a multipart upload. */
	@ParameterizedTest
	@CsvSource({ "application/octet-stream, 1", "multipart/form-data, 9" })
	void aFileIsUploadedAndNothingElseNeedBeFilledIn(String mediaType, int mebibytes) {
		byte[] archive = Archives.zip(mebibytes * 1024 * 1024);
		this.page.authorize(this.laptop.token());
		SwaggerPage.Operation upload = this.page.tryOut("Upload", "upload")
			.bodyType(mediaType)
			.file("my notes.zip", archive);
		Response response = upload.execute("/backups");
		assertThat(response.status()).as(response.text()).isEqualTo(201);
		assertThat(upload.shownStatus()).isEqualTo("201");
		assertKept(archive, json(response));
	}

	@Test
	void fieldsThatAreFilledInAfterTheFileStillComeBeforeIt() {
		this.page.authorize(this.laptop.token());
		Response response = this.page.tryOut("Upload", "upload")
			.bodyType("multipart/form-data")
			.file("my notes.zip", ARCHIVE)
			.field("sha256", Archives.sha256(ARCHIVE))
			.field("application", "notes")
			.execute("/backups");
		assertThat(response.status()).as(response.text()).isEqualTo(201);
		assertThat(json(response).get("application").asString()).isEqualTo("notes");
		assertThat(json(response).get("filename").asString()).isEqualTo("my notes.zip");
		assertKept(ARCHIVE, json(response));
	}

	private void assertKept(byte[] archive, JsonNode backup) {
		String key = backup.get("key").asString();
		assertThat(backup.get("sha256").asString()).isEqualTo(Archives.sha256(archive));
		byte[] kept = this.laptop.get("/backups/" + Coffer.encode(key) + "/content").hasStatus(200).body();
		assertThat(Archives.sha256(kept)).isEqualTo(Archives.sha256(archive));
	}

	private static JsonNode json(Response response) {
		return new JsonMapper().readTree(response.body());
	}

}
