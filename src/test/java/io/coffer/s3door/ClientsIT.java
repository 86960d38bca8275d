package io.coffer.s3door;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Archives;
import io.coffer.testing.Programs;
import io.coffer.testing.Programs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that know nothing of Coffer, as Debian packages them. */
class ClientsIT extends AbstractDoorIT {

	private static final byte[] SMALL = Archives.zip(1000);

	/** In parts with each of them. */
	private static final byte[] LARGE = Archives.zip(18 * 1024 * 1024);

	private final Path directory;

	private String small = "";

	private String large = "";

	ClientsIT(@TempDir Path directory) {
		this.directory = directory;
	}

	@BeforeEach
	void twoFiles() throws IOException {
		this.small = key("small.zip");
		this.large = key("large.zip");
		Files.write(this.directory.resolve(this.small), SMALL);
		Files.write(this.directory.resolve(this.large), LARGE);
	}

	@Test
	@Programs.Need({ "/usr/bin/aws", "curl" })
	void theCommandLineOfAws() throws IOException {
		for (String name : List.of(this.small, this.large)) {
			Run sent = aws("s3", "cp", name, "s3://default/" + name);
			assertThat(sent.status()).as(sent.output()).isZero();
			assertThat(aws("s3", "cp", "s3://default/" + name, "back-" + name).status()).isZero();
			sameAgain(name);
		}
		assertThat(aws("s3", "ls", "s3://default/" + this.application).output()).contains(this.small, this.large);
		Run range = aws("s3api", "get-object", "--bucket", BUCKET, "--key", this.small, "--range", "bytes=0-9", "ten");
		assertThat(range.status()).as(range.output()).isZero();
		assertThat(Files.size(this.directory.resolve("ten"))).isEqualTo(10);
		assertThat(aws("s3", "cp", this.large, "s3://default/" + this.small).output()).contains("PreconditionFailed");
		assertThat(aws("s3", "rm", "s3://default/" + this.small).output()).contains("AccessDenied");
		String url = aws("s3", "presign", "s3://default/" + this.small).output().strip();
		Run got = Programs.run(Map.of(), this.directory, "curl", "-sf", "-o", "presigned", url);
		assertThat(got.status()).isZero();
		assertThat(this.directory.resolve("presigned")).hasBinaryContent(SMALL);
		nothingElseIsThere();
	}

	@Test
	@Programs.Need("/usr/bin/aws")
	void theCommandLineOfAwsIsToldWhyItsBodyIsNotWanted() {
		assertThat(
				aws("s3api", "put-object", "--bucket", "another", "--key", this.small, "--body", this.small).output())
			.contains("AccessDenied", "opens the bucket");
		admin().delete("/devices/" + this.device + "/token").hasStatus(204);
		assertThat(aws("s3api", "put-object", "--bucket", BUCKET, "--key", this.small, "--body", this.small).output())
			.contains("InvalidAccessKeyId");
		assertThat(objects()).isEmpty();
	}

	@Test
	@Programs.Need("rclone")
	void rclone() throws IOException {
		for (String name : List.of(this.small, this.large)) {
			Run sent = rclone("copyto", name, "coffer:default/" + name);
			assertThat(sent.status()).as(sent.output()).isZero();
			assertThat(rclone("copyto", "coffer:default/" + name, "back-" + name).status()).isZero();
			sameAgain(name);
		}
		assertThat(rclone("lsf", "coffer:default").output()).contains(this.small, this.large);
		assertThat(rclone("deletefile", "coffer:default/" + this.small).status()).isNotZero();
		nothingElseIsThere();
	}

	@Test
	@Programs.Need("s3cmd")
	void s3cmd() throws IOException {
		for (String name : List.of(this.small, this.large)) {
			Run sent = s3cmd("put", name, "s3://default/" + name);
			assertThat(sent.status()).as(sent.output()).isZero();
			assertThat(s3cmd("get", "s3://default/" + name, "back-" + name).status()).isZero();
			sameAgain(name);
		}
		assertThat(s3cmd("ls", "s3://default").output()).contains(this.small, this.large);
		assertThat(s3cmd("del", "s3://default/" + this.small).output()).contains("AccessDenied");
		nothingElseIsThere();
	}

	private void sameAgain(String name) {
		assertThat(this.directory.resolve("back-" + name)).hasSameBinaryContentAs(this.directory.resolve(name));
	}

	private void nothingElseIsThere() {
		assertThat(objects()).containsExactlyInAnyOrder(this.small, this.large);
		assertThat(openUploads()).isEmpty();
	}

	private Run aws(String... arguments) {
		List<String> command = new ArrayList<>(List.of("/usr/bin/aws", "--endpoint-url", endpoint().toString()));
		command.addAll(List.of(arguments));
		return Programs.run(
				Map.of("AWS_ACCESS_KEY_ID", id(), "AWS_SECRET_ACCESS_KEY", secret(), "AWS_DEFAULT_REGION", "us-east-1",
						"AWS_CONFIG_FILE", "/dev/null", "AWS_EC2_METADATA_DISABLED", "true"),
				this.directory, command.toArray(String[]::new));
	}

	private Run rclone(String... arguments) {
		List<String> command = new ArrayList<>(List.of("rclone", "--config", "/dev/null", "--s3-upload-cutoff", "8M",
				"--s3-chunk-size", "5M", "--retries", "1", "--low-level-retries", "1"));
		command.addAll(List.of(arguments));
		return Programs.run(Map.of("RCLONE_CONFIG_COFFER_TYPE", "s3", "RCLONE_CONFIG_COFFER_PROVIDER", "Other",
				"RCLONE_CONFIG_COFFER_ENDPOINT", endpoint().toString(), "RCLONE_CONFIG_COFFER_ACCESS_KEY_ID", id(),
				"RCLONE_CONFIG_COFFER_SECRET_ACCESS_KEY", secret(), "RCLONE_CONFIG_COFFER_NO_CHECK_BUCKET", "true"),
				this.directory, command.toArray(String[]::new));
	}

	private Run s3cmd(String... arguments) {
		String host = endpoint().getAuthority();
		List<String> command = new ArrayList<>(List.of("s3cmd", "--config", "/dev/null", "--no-ssl", "--host", host,
				"--host-bucket", host, "--access_key", id(), "--secret_key", secret(), "--multipart-chunk-size-mb", "8",
				"--no-progress"));
		command.addAll(List.of(arguments));
		return Programs.run(Map.of(), this.directory, command.toArray(String[]::new));
	}

	private String id() {
		return this.pair.get("accessKeyId").asString();
	}

	private String secret() {
		return this.pair.get("secretAccessKey").asString();
	}

}
