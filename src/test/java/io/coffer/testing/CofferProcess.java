package io.coffer.testing;

import static org.awaitility.Awaitility.await;

import io.coffer.providers.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged Coffer in a process of its own, that can be killed. */
public final class CofferProcess implements AutoCloseable {

	private static final String ADMIN_TOKEN = "an-admin-token-of-the-tests-only";

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final Process process;

	private final int port;

	private CofferProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts it in a directory, which holds its data, its temporary files and its log,
	 * and waits until it answers.
	 */
	public static CofferProcess start(Path directory, S3Settings settings, Map<String, String> more)
			throws IOException {
		Map<String, String> environment = new HashMap<>(more);
		environment.putAll(Map.of("COFFER_S3_ENDPOINT", settings.endpoint().toString(), "COFFER_S3_REGION",
				settings.region(), "COFFER_S3_BUCKET", settings.bucket(), "COFFER_S3_ACCESS_KEY_ID",
				settings.accessKeyId(), "COFFER_S3_SECRET_ACCESS_KEY", settings.secretAccessKey(),
				"COFFER_S3_ROOT_PATH", settings.rootPath()));
		return run(directory, List.of(), environment);
	}

	/**
	 * Starts it with the embedded store, on a system that lets no file grow beyond that
	 * many bytes, as if the disk were full.
	 */
	public static CofferProcess startOnFullDisk(Path directory, int largestFile) throws IOException {
		return run(directory, List.of("sh", "-c", "ulimit -f %d; exec \"$@\"".formatted(largestFile / 512), "sh"),
				Map.of("COFFER_EMBEDDED_PORT", "0"));
	}

	private static CofferProcess run(Path directory, List<String> launcher, Map<String, String> environment)
			throws IOException {
		Path log = directory.resolve("log");
		Files.createDirectories(directory.resolve("temp"));
		ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(launcher));
		builder.command()
			.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
					"-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1",
					"-Djava.io.tmpdir=" + directory.resolve("temp"), "-jar", jar().toString()));
		builder.environment()
			.putAll(Map.of("SERVER_PORT", "0", "COFFER_DATA_DIR", directory.resolve("data").toString(),
					"COFFER_ADMIN_TOKEN", ADMIN_TOKEN));
		builder.environment().putAll(environment);
		Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			await().atMost(Duration.ofMinutes(2)).until(() -> !process.isAlive() || port(log) > 0);
			return new CofferProcess(process, port(log));
		}
		catch (RuntimeException ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	public int port() {
		return this.port;
	}

	public Coffer admin() {
		return new Coffer(this.port, ADMIN_TOKEN);
	}

	/** Kills it, as {@code kill -9} does. */
	public int kill() throws InterruptedException {
		return this.process.destroyForcibly().waitFor();
	}

	/** Tells it to stop, as {@code kill} does, and gives its exit code. */
	public int stop() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(1, TimeUnit.MINUTES)) {
			throw new IllegalStateException("It does not stop");
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	private static int port(Path log) {
		try {
			List<MatchResult> found = PORT.matcher(Files.readString(log)).results().toList();
			return found.isEmpty() ? 0 : Integer.parseInt(found.get(0).group(1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The packaged Coffer. */
	public static Path jar() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			return files.filter((file) -> file.getFileName().toString().matches("coffer-.*\\.jar"))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("./mvnw package makes the jar that is tested"));
		}
	}

}
