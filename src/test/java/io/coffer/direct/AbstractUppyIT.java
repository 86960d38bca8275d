package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import io.coffer.testing.Archives;
import io.coffer.testing.Chromium;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The released packages of Uppy in a browser, on a page of another origin than Coffer's.
 */
abstract class AbstractUppyIT extends RunningCoffer {

	/** In parts of 5 MiB, as the plugins make them. */
	private static final int PARTS = 8;

	private static final byte[] ARCHIVE = Archives.zip(PARTS * 5 * 1024 * 1024);

	private static final byte[] SMALL = Archives.zip(1000);

	@SuppressWarnings("NullAway.Init")
	private static Chromium chromium;

	@SuppressWarnings("NullAway.Init")
	private static UppySite site;

	@SuppressWarnings("NullAway.Init")
	private static Path file;

	@SuppressWarnings("NullAway.Init")
	private static Path small;

	/** Every name leads to this machine, where stores have certificates of the tests. */
	@BeforeAll
	static void openThePage() throws IOException {
		site = new UppySite(UppyBundles.make());
		chromium = Chromium.start("--host-resolver-rules=MAP * 127.0.0.1", "--ignore-certificate-errors");
		file = Files.write(TemporaryDirectory.create().resolve("my notes.zip"), ARCHIVE);
		small = Files.write(TemporaryDirectory.create().resolve("my notes.zip"), SMALL);
	}

	@AfterAll
	static void closeIt() {
		if (site != null) {
			site.close();
			chromium.close();
		}
	}

	@DynamicPropertySource
	static void pagesOfTheSiteMayCall(DynamicPropertyRegistry properties) {
		properties.add("coffer.cors.allowed-origins", () -> site.origin());
	}

	/** The keys of the multipart uploads that are open in the store. */
	abstract List<String> openUploads();

	/** Where the page comes from. */
	static String origin() {
		return site.origin();
	}

	/** A page with that token. */
	UppyPage open(int generation, Coffer coffer) {
		return new UppyPage(chromium.newPage(), site, generation, coffer);
	}

	/** Uploads and pauses, resumes and pauses, loads the page anew and resumes. */
	void anUploadGoesOn(int generation) {
		Coffer coffer = device("device-" + UUID.randomUUID());
		UppyPage page = open(generation, coffer);
		page.choose(file);
		page.uploadAndPauseAfter(1);
		page.resumeAndPauseAfter(3);
		List<Integer> there = page.parts();
		assertThat(page.begun()).isEqualTo(1);
		assertThat(openUploads()).hasSize(1);

		page.reload();
		page.choose(file);
		Map<String, String> result = page.upload();

		assertThat(page.begun()).isZero();
		assertThat(page.sent()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(there);
		assertKept(ARCHIVE, result, coffer);
		assertThat(page.errors()).isEmpty();
	}

	/** Version 5 names its type to the bucket then. */
	void anArchiveOfLessThanAPartArrives(int generation) {
		Coffer coffer = device("device-" + UUID.randomUUID());
		UppyPage page = open(generation, coffer);
		page.choose(small);

		Map<String, String> result = page.upload();

		assertThat(page.sent()).containsExactly(1);
		assertKept(SMALL, result, coffer);
		assertThat(page.errors()).isEmpty();
	}

	void whatIsCancelledLeavesNothing(int generation) {
		String name = "device-" + UUID.randomUUID();
		Coffer coffer = device(name);
		UppyPage page = open(generation, coffer);
		page.choose(file);

		Response answer = page.uploadAndCancelAfter(1);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(openUploads()).isEmpty();
		assertThat(coffer.get("/backups?device=" + name).hasStatus(200).json().get("total").asInt()).isZero();
		assertThat(page.errors()).isEmpty();
	}

	private void assertKept(byte[] archive, Map<String, String> result, Coffer coffer) {
		assertThat(result.get("error")).isNull();
		String path = "/backups/" + Coffer.encode(result.get("key"));
		JsonNode backup = coffer.get(path).hasStatus(200).json();
		assertThat(backup.get("application").asString()).isEqualTo("notes");
		assertThat(backup.get("filename").asString()).isEqualTo("my notes.zip");
		byte[] kept = coffer.get(path + "/content").hasStatus(200).body();
		assertThat(Archives.sha256(kept)).isEqualTo(Archives.sha256(archive));
		assertThat(openUploads()).isEmpty();
	}

}
