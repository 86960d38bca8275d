package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** URLs from which a backup can be downloaded without a token, for a while. */
class RestoreIT extends AbstractBackupIT {

	private static final HttpClient ANYONE = HttpClient.newHttpClient();

	private final byte[] archive = Archives.zip(1000);

	private Answer stored;

	@BeforeEach
	void aBackup() {
		this.stored = this.coffer.upload(this.archive, query("filename=my%20notes.zip")).hasStatus(201);
	}

	@Test
	void theAnswerTellsHowToDownload() throws Exception {
		Answer answer = restore("").hasStatus(200);

		JsonNode link = answer.json();
		assertThat(link.get("key").asString()).isEqualTo(this.stored.key());
		assertThat(link.get("method").asString()).isEqualTo("GET");
		assertThat(link.get("filename").asString()).isEqualTo("my notes.zip");
		assertThat(link.get("size").asLong()).isEqualTo(1000);
		assertThat(link.get("sha256").asString()).isEqualTo(Archives.sha256(this.archive));
		assertThat(link.get("etag")).isEqualTo(this.stored.json().get("etag"));
		assertThat(link.get("hint").asString()).contains("/content");
		assertThat(answer.header("Cache-Control")).hasValue("no-store");
		HttpResponse<byte[]> download = download(link);
		assertThat(download.statusCode()).isEqualTo(200);
		assertThat(download.body()).isEqualTo(this.archive);
		assertThat(download.headers().firstValue("Content-Disposition"))
			.hasValue("attachment; filename=\"my notes.zip\"");
		assertThat(download.headers().firstValue("Content-Type")).hasValue("application/zip");
	}

	@Test
	void theUrlLivesForAQuarterOfAnHourUnlessAskedOtherwise() {
		livesFor(Duration.ofMinutes(15), restore(""));
		livesFor(Duration.ofMinutes(1), restore("?expiresIn=PT1M"));
		livesFor(Duration.ofHours(1), restore("?expiresIn=PT1H"));
		livesFor(Duration.ofDays(7), admin().post(path() + "?expiresIn=P7D"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "-PT5M", "PT0.5S", "PT1H1S", "P1D", "P7D", "PT9999999999H" })
	void aDevicesUrlLivesForAnHourAtMost(String lifetime) {
		isInvalid(restore("?expiresIn=" + lifetime));
	}

	@ParameterizedTest
	@ValueSource(strings = { "P7DT1S", "P8D", "PT0S", "-P1D" })
	void everyUrlLivesForSevenDaysAtMost(String lifetime) {
		isInvalid(admin().post(path() + "?expiresIn=" + lifetime));
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "P", "1.5", "P1M", "15%20minutes" })
	void aLifetimeThatIsNoneIsAProblem(String lifetime) {
		isInvalid(restore("?expiresIn=" + lifetime));
	}

	@Test
	void theUrlStopsToWork() throws Exception {
		JsonNode link = restore("?expiresIn=PT1S").hasStatus(200).json();

		await().untilAsserted(() -> assertThat(download(link).statusCode()).isEqualTo(403));

		assertThat(Instant.parse(link.get("expiresAt").asString())).isBefore(Instant.now());
	}

	@Test
	void theUrlIsGoodForThisBackupAlone() throws Exception {
		String other = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201).key();
		String url = restore("").json().get("url").asString();

		assertThat(url).contains(this.stored.key());
		HttpResponse<byte[]> answer = download(URI.create(url.replace(this.stored.key(), other)));

		assertThat(answer.statusCode()).isEqualTo(403);
	}

	@Test
	void whatIsGoneCannotBeRestored() {
		admin().delete("/backups/" + this.stored.key()).hasStatus(204);

		restore("").isProblem(404, "backup-not-found");
	}

	private void isInvalid(Answer answer) {
		answer.isProblem(400, "validation-failed");
		assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("expiresIn");
		assertThat(answer.json().has("url")).isFalse();
	}

	private void livesFor(Duration lifetime, Answer answer) {
		JsonNode link = answer.hasStatus(200).json();
		assertThat(Instant.parse(link.get("expiresAt").asString())).isCloseTo(Instant.now().plus(lifetime),
				within(30, ChronoUnit.SECONDS));
		assertThat(link.get("url").asString()).contains("X-Amz-Expires=" + lifetime.toSeconds() + "&");
	}

	private Answer restore(String query) {
		return this.coffer.post(path() + query);
	}

	private String path() {
		return "/backups/" + Coffer.encode(this.stored.key()) + "/restore";
	}

	private static HttpResponse<byte[]> download(JsonNode link) throws IOException, InterruptedException {
		return download(URI.create(link.get("url").asString()));
	}

	private static HttpResponse<byte[]> download(URI url) throws IOException, InterruptedException {
		return ANYONE.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
	}

}
