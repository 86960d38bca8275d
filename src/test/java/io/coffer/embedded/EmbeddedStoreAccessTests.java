package io.coffer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Who gets at the embedded store, its memory, its files and its key. */
class EmbeddedStoreAccessTests {

	private static final int LARGEST_HELD = 16 * 1024 * 1024;

	private final Path data;

	EmbeddedStoreAccessTests(@TempDir Path data) {
		this.data = data;
	}

	@Test
	void refusesRequestsWithoutItsKey() throws Exception {
		try (RunningStore running = RunningStore.on(this.data)) {
			running.client().putObject((put) -> put.bucket("coffer").key("kept.zip"), RequestBody.fromString("kept"));
			for (String route : List.of("GET /", "GET /coffer", "GET /coffer/kept.zip", "HEAD /coffer/kept.zip",
					"PUT /coffer/new.zip", "DELETE /coffer/kept.zip", "PUT /bucket", "DELETE /coffer")) {
				int space = route.indexOf(' ');
				HttpRequest request = HttpRequest.newBuilder(running.url(route.substring(space + 1)))
					.method(route.substring(0, space), BodyPublishers.ofString("stranger"))
					.build();
				assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).as(route)
					.isEqualTo(403);
				assertThat(RunningStore.files(this.data)).as(route).containsExactly("kept.zip");
				assertThat(running.content("kept.zip")).asString().isEqualTo("kept");
			}
		}
	}

	@Test
	void servesNothingToStrangersWhateverTheModesOfFilesAre() throws Exception {
		assumeThat(this.data.getFileSystem().supportedFileAttributeViews()).contains("posix");
		try (RunningStore running = RunningStore.on(this.data)) {
			running.client().putObject((put) -> put.bucket("coffer").key("kept.zip"), RequestBody.fromString("kept"));
			Files.setPosixFilePermissions(RunningStore.bucket(this.data).resolve("kept.zip"),
					PosixFilePermissions.fromString("rwxrwxrwx"));
			Files.setPosixFilePermissions(RunningStore.bucket(this.data), PosixFilePermissions.fromString("rwxrwxrwx"));

			for (String path : List.of("/coffer/kept.zip", "/coffer", "/coffer?list-type=2", "/coffer/gone.zip")) {
				assertThat(ask(running.url(path))).as(path).isEqualTo(403);
			}
			HttpRequest put = HttpRequest.newBuilder(running.url("/coffer/new.zip"))
				.PUT(BodyPublishers.ofString("stranger"))
				.build();
			assertThat(HttpClient.newHttpClient().send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
			assertThat(RunningStore.files(this.data)).containsExactly("kept.zip");
			assertThat(ask(running.presigned("kept.zip"))).isEqualTo(200);
		}
	}

	@Test
	void boundsTheMemoryForBodiesOfThoseWhoHaveOnlySeenTheKeysId() throws Exception {
		try (RunningStore running = RunningStore.on(this.data)) {
			Map<String, String> claim = claimOf(running.settings().accessKeyId());
			List<String> head = new ArrayList<>(
					List.of("PUT /coffer/new.zip HTTP/1.1", "Host: localhost", "Content-Length: " + LARGEST_HELD));
			claim.forEach((name, value) -> head.add(name + ": " + value));
			List<Wire> strangers = new ArrayList<>();
			try {
				for (int i = 0; i < 5; i++) {
					strangers.add(Wire.to(running.settings().endpoint().getPort()));
					strangers.get(i).head(head.toArray(String[]::new));
				}
				await().until(() -> strangers.stream().anyMatch(Wire::isAnswered));

				assertThat(strangers.stream().filter(Wire::isAnswered).findFirst().orElseThrow().line())
					.startsWith("HTTP/1.1 503");
				running.client()
					.putObject((put) -> put.bucket("coffer").key("a.zip"),
							RequestBody.fromBytes(new byte[LARGEST_HELD]));
			}
			finally {
				for (Wire stranger : strangers) {
					stranger.close();
				}
			}
			HttpRequest.Builder whole = HttpRequest.newBuilder(running.url("/coffer/new.zip"))
				.PUT(BodyPublishers.ofByteArray(new byte[LARGEST_HELD]));
			claim.forEach(whole::header);
			for (int i = 0; i < 5; i++) {
				await().until(() -> HttpClient.newHttpClient()
					.send(whole.build(), BodyHandlers.ofString())
					.body()
					.contains("XAmzContentSHA256Mismatch"));
			}
		}
	}

	/** What can be sent by one who knows no more than the id. */
	private static Map<String, String> claimOf(String accessKeyId) {
		String now = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now());
		return Map.of("x-amz-date", now, "x-amz-content-sha256", "0".repeat(64), "Authorization",
				"AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/" + now.substring(0, 8)
						+ "/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=" + "0".repeat(64));
	}

	private static int ask(URI url) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
			.statusCode();
	}

	@Test
	void keepsKeyAndObjectsToTheirOwner() throws IOException {
		assumeThat(this.data.getFileSystem().supportedFileAttributeViews()).contains("posix");
		try (RunningStore running = RunningStore.on(this.data)) {
			assertThat(running.store().isRunning()).isTrue();
			assertThat(mode(this.data.resolve(EmbeddedCredentials.FILE))).isEqualTo("rw-------");
			assertThat(mode(this.data.resolve("s3"))).isEqualTo("rwx------");
			assertThat(mode(RunningStore.bucket(this.data))).isEqualTo("rwx------");
		}
	}

	@Test
	void showsItsSecretNowhere() throws IOException {
		try (RunningStore running = RunningStore.on(this.data)) {
			String secret = running.settings().secretAccessKey();
			assertThat(Files.readString(this.data.resolve(EmbeddedCredentials.FILE))).contains(secret);
			assertThat(new EmbeddedCredentials("id", secret)).asString().doesNotContain(secret);
			assertThat(running.settings()).asString().doesNotContain(secret);
		}
	}

	private static String mode(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
