package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.providers.S3Settings;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import io.coffer.testing.CofferProcess;
import io.coffer.testing.PlainS3;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process ends in the middle of uploads: by force, and when it is told to. */
class KilledProcessIT extends AbstractBackupIT {

	private static final byte[] SMALL = Archives.zip(200_000);

	private static final byte[] LARGE = Archives.zip(3 * PART);

	private final Path directory;

	private S3Settings settings;

	private PlainS3 bucket;

	KilledProcessIT(@TempDir Path directory) {
		this.directory = directory;
	}

	@BeforeEach
	void aBucketThatOutlivesIt() {
		this.settings = this.embedded.open().withRootPath(this.application + "/");
		this.bucket = new PlainS3(this.settings);
	}

	@Test
	void whatWasNotAcknowledgedIsNotThereAndTheNextStartWorks() throws Exception {
		try (CofferProcess process = start();
				Wire small = begin(process, "small.zip", SMALL);
				Wire large = begin(process, "large.zip", LARGE)) {
			await().until(() -> !this.bucket.openUploads().isEmpty());

			assertThat(bytesOnDisk()).as("nothing of an archive is on the disk").isLessThan(SMALL.length / 2);
			assertThat(process.kill()).isEqualTo(137);
		}
		assertThat(this.bucket.keys("")).isEmpty();

		try (CofferProcess process = start()) {
			assertThat(process.admin().get("/backups").json().get("total").asInt()).isZero();
			process.admin().uploadAs("large.zip", LARGE).hasStatus(201);
			process.admin().uploadAs("small.zip", SMALL).hasStatus(201);
			assertThat(this.bucket.openUploads()).as("left to the sweep, which looks at its age")
				.containsExactly("large.zip");

			try (Wire stopped = begin(process, "stopped.zip", LARGE)) {
				await().until(() -> this.bucket.openUploads().contains("stopped.zip"));
				assertThat(process.stop()).isEqualTo(143);
			}
		}
		assertThat(this.bucket.openUploads()).as("removed on the way out").containsExactly("large.zip");
		assertThat(this.bucket.keys("")).containsExactly("large.zip", "small.zip");
		assertThat(Archives.sha256(this.bucket.get("large.zip"))).isEqualTo(Archives.sha256(LARGE));
		assertThat(Files.readString(this.directory.resolve("log"))).contains("HTTPS_PROXY names no proxy")
			.doesNotContain("the-secret");
	}

	/** The machine has settings for other programs, which must not matter. */
	private CofferProcess start() throws IOException {
		Path noConfiguration = Files.writeString(this.directory.resolve("config"), "this is not a config");
		return CofferProcess.start(this.directory, this.settings,
				Map.of("COFFER_SHUTDOWN_GRACE", "1s", "HTTP_PROXY", "http://someone:the-secret@127.0.0.1:9",
						"HTTPS_PROXY", "http://someone:the-secret@[127.0.0.1", "AWS_USE_FIPS_ENDPOINT", "true",
						"AWS_USE_DUALSTACK_ENDPOINT", "true", "AWS_CONFIG_FILE", noConfiguration.toString(),
						"AWS_SHARED_CREDENTIALS_FILE", noConfiguration.toString()));
	}

	/** Sends two thirds of an archive and a little more. */
	private static Wire begin(CofferProcess process, String key, byte[] archive) throws IOException {
		Wire wire = Wire.to(process.port());
		wire.head("PUT /backups/" + key + " HTTP/1.1", "Host: localhost",
				"Authorization: Bearer " + process.admin().token(), "Content-Length: " + archive.length);
		wire.send(Arrays.copyOf(archive, archive.length / 3 * 2 + 100));
		return wire;
	}

	private long bytesOnDisk() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.filter(Files::isRegularFile)
				.filter((file) -> !file.endsWith("log"))
				.mapToLong(KilledProcessIT::size)
				.sum();
		}
	}

	private static long size(Path file) {
		try {
			return Files.size(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
