package io.coffer.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coffer.providers.S3Settings;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import io.coffer.testing.FaultyProxy;
import io.coffer.testing.PlainS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** {@code docs/clients/coffer.sh}, in the shells that run it. */
@ParameterizedClass
@ValueSource(strings = { "sh", "busybox sh" })
class CofferShIT extends AbstractBackupIT {

	private static final String SCRIPT = Path.of("docs/clients/coffer.sh").toAbsolutePath().toString();

	private static final byte[] SMALL = Archives.zip(1000);

	/** Of two parts. */
	private static final byte[] LARGE = Archives.zip(PART + 1000);

	private final List<String> shell;

	private final Path directory;

	private final Map<String, String> environment = new HashMap<>();

	CofferShIT(String shell, @TempDir Path directory) {
		this.shell = List.of(shell.split(" ", -1));
		this.directory = directory;
	}

	@BeforeEach
	void aShellAndItsSettings() throws Exception {
		assumeThat(isThere(this.shell.get(0))).as("there is no %s here", this.shell).isTrue();
		assumeThat(isThere("curl")).as("there is no curl here").isTrue();
		this.environment.putAll(Map.of("COFFER_URL", "http://localhost:" + this.port, "COFFER_TOKEN",
				this.coffer.token(), "COFFER_APPLICATION", this.application, "COFFER_STRAIGHT_FROM", "" + PART,
				"COFFER_TRIES", "1", "XDG_STATE_HOME", this.directory.resolve("state").toString()));
	}

	@Test
	void aSmallFileComesBackOnAnotherComputer() throws Exception {
		Path file = write("my \"notes\" 备份 $(x).zip", SMALL);

		String key = ok(run("backup", file.toString()));

		assertThat(this.coffer.get("/backups/" + key).json().get("filename").asString())
			.isEqualTo("my \"notes\" 备份 $(x).zip");
		assertThat(ok(run("latest"))).isEqualTo(key);
		assertThat(ok(run("list"))).endsWith("\t1000\t" + key);
		assertThat(ok(run("restore", key, this.directory.resolve("back.zip").toString()))).endsWith("back.zip");
		assertThat(this.directory.resolve("back.zip")).hasBinaryContent(SMALL);
		assertThat(ok(run("backup", file.toString()))).as("the same once a day").isEqualTo(key);
	}

	@Test
	void aLargeFileGoesStraightAndComesBack() throws Exception {
		Path file = write("-large.zip", LARGE);

		String key = ok(run("backup", "--", file.getFileName().toString()));

		assertThat(this.coffer.get("/backups/" + key).json().get("sha256Source").asString()).isEqualTo("claimed");
		assertThat(this.store.get(key)).isEqualTo(LARGE);
		assertThat(ok(run("backup", file.toString()))).as("the same once a day").isEqualTo(key);
		ok(run("restore", key));
		assertThat(this.directory.resolve(key)).hasBinaryContent(LARGE);
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void aLargeFileThatWasCutOffGoesOnWhereItStopped() throws Exception {
		Path file = write("large.zip", LARGE);
		S3Settings settings = this.embedded.open().withRootPath("");
		try (FaultyProxy proxy = new FaultyProxy(settings.endpoint())) {
			connectTo(settings.withEndpoint(proxy.url()));
			this.environment.put("COFFER_TOKEN", device(this.device).token());
			PlainS3 bucket = new PlainS3(settings);
			proxy.cutRequests("PUT /coffer/[^ ]+partNumber=2", 100, Integer.MAX_VALUE);

			Ended cut = run("backup", file.toString());

			assertThat(cut.status()).as(cut.error()).isEqualTo(75);
			assertThat(cut.error()).contains("part 2", "to go on");
			proxy.cutRequests("PUT /coffer/[^ ]+partNumber=1", 100, Integer.MAX_VALUE);
			String key = ok(run("backup", file.toString()));
			assertThat(bucket.get(key)).isEqualTo(LARGE);
			assertThat(bucket.openUploads()).noneMatch((open) -> open.contains(this.device));
		}
		finally {
			admin().delete("/config?state=adopt").hasStatus(204);
		}
	}

	@Test
	void aLargeFileGoesThroughCofferWhereTheBucketCannotBeReached() throws Exception {
		Path file = write("large.zip", LARGE);
		S3Settings settings = this.embedded.open().withRootPath("");
		try (FaultyProxy proxy = new FaultyProxy(settings.endpoint())) {
			connectTo(settings.withEndpoint(proxy.url()));
			this.environment.put("COFFER_TOKEN", device(this.device).token());
			proxy.loseRequests("PUT /coffer/[^ ]+X-Amz-Signature", Integer.MAX_VALUE);

			String key = ok(run("backup", file.toString()));

			assertThat(new PlainS3(settings).get(key)).isEqualTo(LARGE);
			assertThat(new PlainS3(settings).openUploads()).noneMatch((open) -> open.contains(this.device));
		}
		finally {
			admin().delete("/config?state=adopt").hasStatus(204);
		}
	}

	@Test
	void cronLearnsFromTheExitStatusWhatToDo() throws Exception {
		Path file = write("a.zip", SMALL);
		String key = ok(run("backup", file.toString()));

		assertThat(run("backup", "nothing.zip").status()).isEqualTo(2);
		assertThat(run("restore", "nothing.zip").status()).isEqualTo(1);
		assertThat(run("restore", key, "a.zip").error()).contains("exists already");
		assertThat(ok(run("--force", "restore", key, "a.zip"))).isEqualTo("a.zip");
		assertThat(run("backup").status()).isEqualTo(2);
		this.environment.put("COFFER_URL", "http://localhost:1");
		Ended unreachable = run("--quiet", "backup", file.toString());
		assertThat(unreachable.status()).isEqualTo(75);
		assertThat(unreachable.error()).contains("cannot be reached");
		assertThat(unreachable.output()).isEmpty();
		this.environment.put("COFFER_URL", "http://localhost:" + this.port);
		this.environment.put("COFFER_TOKEN", "not-a-token");
		assertThat(run("list").error()).contains("401 unauthenticated");
	}

	@Test
	void whatIsNotWhatWasStoredIsNotRestored() throws Exception {
		String key = ok(run("backup", write("a.zip", SMALL).toString()));
		Map<String, String> metadata = this.store.metadata(key);
		this.store.delete(key);
		this.store.client()
			.putObject((put) -> put.bucket(this.store.bucket()).key(this.store.root() + key).metadata(metadata),
					RequestBody.fromBytes(new byte[1000]));

		Ended ended = run("restore", key, "back.zip");

		assertThat(ended.status()).isEqualTo(1);
		assertThat(this.directory.resolve("back.zip")).doesNotExist();
	}

	@Test
	void theTokenIsOnNoCommandLine() throws Exception {
		assertThat(Files.readString(Path.of(SCRIPT))).doesNotContain("--header \"Authorization").contains("--config -");
		assertThat(run("--token", "x", "list").status()).isEqualTo(2);
	}

	private Path write(String name, byte[] archive) throws IOException {
		return Files.write(this.directory.resolve(name), archive);
	}

	private static String ok(Ended ended) {
		assertThat(ended.status()).as(ended.error()).isZero();
		return ended.output().strip();
	}

	private Ended run(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(this.shell);
		command.add(SCRIPT);
		command.addAll(List.of(arguments));
		Path error = Files.createTempFile(this.directory, "error", "");
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectError(error.toFile());
		builder.environment().putAll(this.environment);
		builder.environment().put("LC_ALL", "C.UTF-8");
		Process process = builder.start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return new Ended(process.exitValue(), output, Files.readString(error));
	}

	private static boolean isThere(String command) throws Exception {
		return new ProcessBuilder("sh", "-c", "command -v " + command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor() == 0;
	}

	private record Ended(int status, String output, String error) {
	}

}
