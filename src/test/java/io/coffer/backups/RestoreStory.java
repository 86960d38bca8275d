package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.S3Settings;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import io.coffer.testing.RunningCoffer;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ContentDisposition;
import tools.jackson.databind.JsonNode;

/**
 * What Coffer is for: computer A backs up, computer B finds it and restores it. Every
 * kind of store tells the same story.
 */
abstract class RestoreStory extends RunningCoffer {

	static final int PART = 8 * 1024 * 1024;

	private String nameOfA;

	private Coffer computerA;

	private Coffer computerB;

	@BeforeEach
	void twoComputersHaveATokenEach() {
		this.nameOfA = "computer-a-" + UUID.randomUUID();
		this.computerA = device(this.nameOfA);
		this.computerB = device("computer-b-" + UUID.randomUUID());
	}

	@ParameterizedTest
	@ValueSource(ints = { 22, 2 * PART + 7 })
	void whatAStoresBRestoresByteForByte(int size) throws Exception {
		byte[] archive = Archives.zip(size);

		Answer stored = this.computerA.upload(archive, "?application=notes&filename=my%20notes.zip").hasStatus(201);

		assertThat(stored.json().get("sha256").asString()).isEqualTo(Archives.sha256(archive));
		restoredByB(stored.key(), archive, "my notes.zip");
	}

	@ParameterizedTest
	@ValueSource(ints = PART + 1)
	void anArchiveWhoseLengthNobodyAnnouncedIsRestoredToo(int size) throws Exception {
		byte[] archive = Archives.zip(size);

		Answer stored = this.computerA
			.send("POST", "/backups", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(archive)))
			.hasStatus(201);

		restoredByB(stored.key(), archive, stored.key());
	}

	@Test
	void aFormIsRestoredToo() throws Exception {
		byte[] archive = Archives.zip(PART + 1);

		Answer stored = new Form().field("application", "notes")
			.field("sha256", Archives.sha256(archive))
			.file("Notizen äöü.zip", archive)
			.send(this.computerA)
			.hasStatus(201);

		restoredByB(stored.key(), archive, "Notizen äöü.zip");
	}

	@Test
	void aRealArchiveIsRestored() throws Exception {
		byte[] archive = Files.readAllBytes(aRealArchive());

		Answer stored = this.computerA
			.upload(archive, "?application=maven", "Repr-Digest", Archives.digestHeader(archive))
			.hasStatus(201);

		restoredByB(stored.key(), archive, stored.key());
	}

	@Test
	void aNameOfOnesOwnIsKept() throws Exception {
		byte[] archive = Archives.zip(1000);
		String key = "cherry-studio.20250711093000." + this.nameOfA + ".pc.zip";

		this.computerA.uploadAs(key, archive).hasStatus(201);

		restoredByB(key, archive, key);
	}

	/** Sets a store as an administrator does, which proves the settings first. */
	void keepBackupsIn(S3Settings store) {
		admin()
			.sendJson("PUT", "/config", """
					{"endpoint": "%s", "region": "%s", "bucket": "%s", "accessKeyId": "%s", "secretAccessKey": "%s",
					 "rootPath": "%s", "provider": "%s"}""".formatted(store.endpoint(), store.region(), store.bucket(),
					store.accessKeyId(), store.secretAccessKey(), store.rootPath(), store.provider().id()))
			.hasStatus(200);
	}

	/**
	 * A distribution that the build itself has fetched, such as this class path's largest
	 * jar.
	 */
	private static Path aRealArchive() throws IOException {
		try (Stream<String> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
			return entries.map(Path::of)
				.filter((path) -> path.toString().contains("tomcat-embed-core"))
				.findFirst()
				.orElseThrow();
		}
	}

	private void restoredByB(String key, byte[] archive, String filename) throws Exception {
		JsonNode latest = this.computerB.get("/backups/latest?device=" + Coffer.encode(this.nameOfA))
			.hasStatus(200)
			.json();
		assertThat(latest.get("key").asString()).isEqualTo(key);
		assertThat(latest.get("size").asLong()).isEqualTo(archive.length);

		JsonNode link = this.computerB.post("/backups/" + Coffer.encode(key) + "/restore").hasStatus(200).json();
		HttpResponse<byte[]> download = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(link.get("url").asString())).build(), BodyHandlers.ofByteArray());

		assertThat(download.statusCode()).isEqualTo(200);
		assertThat(Archives.sha256(download.body())).isEqualTo(Archives.sha256(archive));
		assertThat(ContentDisposition.parse(download.headers().firstValue("Content-Disposition").orElseThrow())
			.getFilename()).isEqualTo(filename);
		assertThat(link.get("filename").asString()).isEqualTo(filename);

		Answer content = this.computerB.get("/backups/" + Coffer.encode(key) + "/content").hasStatus(200);
		assertThat(Archives.sha256(content.body())).isEqualTo(Archives.sha256(archive));
	}

}
