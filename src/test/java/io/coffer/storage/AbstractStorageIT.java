package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.S3Settings;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A root path of its own in a store, and what the stories of the contract do with it. */
abstract class AbstractStorageIT extends RunningCoffer {

	static final int PART = PartPlan.USUAL_PART_SIZE;

	@Autowired
	Storage storage;

	Bucket bucket;

	S3Settings settings;

	/** The store to run on, with a root path below which anything may be written. */
	abstract S3Settings settings();

	@BeforeEach
	void openARootPathOfItsOwn() {
		S3Settings given = settings();
		this.settings = given.withRootPath(given.rootPath() + "contract-" + UUID.randomUUID() + "/");
		this.bucket = this.storage.open(this.settings);
	}

	@AfterEach
	void leaveNothingBehind() {
		keys("").forEach(this.bucket::delete);
		this.bucket.close();
	}

	Callable<Boolean> triesToStore(byte[] archive) {
		return () -> {
			try {
				store("a.zip", archive, archive.length);
				return true;
			}
			catch (ProblemException ex) {
				assertThat(ex.type()).isEqualTo(ProblemType.BACKUP_EXISTS);
				return false;
			}
		};
	}

	StoredObject store(String key, byte[] archive, long size) throws IOException {
		return this.bucket.store(new ByteArrayInputStream(archive), size, object(key));
	}

	static NewObject object(String key) {
		return new NewObject(key, "application/zip", "attachment; filename=\"mine.zip\"",
				Map.of("coffer-sha256", "abc"));
	}

	/** What a store says of an archive of that tag. */
	static StoredObject described(String key, long size, String etag) {
		return new StoredObject(key, size, null, etag, null, null, Map.of(), null);
	}

	byte[] read(String key) throws IOException {
		try (ObjectContent content = this.bucket.read(this.bucket.head(key).orElseThrow())) {
			return content.stream().readAllBytes();
		}
	}

	List<String> keys(String prefix) {
		List<String> keys = new ArrayList<>();
		this.bucket.list(prefix, null, (object) -> keys.add(object.key()));
		return keys;
	}

	List<String> openUploads() {
		return new PlainS3(this.settings).openUploads();
	}

	static void send(URI url, byte[] part) throws IOException, InterruptedException {
		assertThat(put(url, part)).isEqualTo(200);
	}

	static int put(URI url, byte[] part) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(part)).build(), BodyHandlers.discarding())
			.statusCode();
	}

	static HttpResponse<byte[]> download(URI url) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
	}

}
