package io.coffer.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the configured origins may use presigned URLs of the embedded store. */
class EmbeddedCrossOriginTests {

	private static final String ORIGIN = "https://app.example.org";

	private static RunningStore running;

	private static String uploadId;

	private static URI part;

	@BeforeAll
	static void start(@TempDir Path data) throws Exception {
		running = RunningStore.on(data, "coffer.cors.allowed-origins=" + ORIGIN + ",http://localhost:3000");
		uploadId = begin(running);
		part = running.presignedPart("a.zip", uploadId);
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { ORIGIN, "http://localhost:3000" })
	void aPageMayWriteAPartAndReadItsTag(String origin) throws Exception {
		HttpResponse<String> leave = preflight(part, origin);
		HttpResponse<String> written = put(part, origin);

		assertThat(leave.statusCode()).isEqualTo(200);
		assertThat(header(leave, "Access-Control-Allow-Origin")).isEqualTo(origin);
		assertThat(header(leave, "Access-Control-Allow-Methods").split(",")).containsExactlyInAnyOrder("GET", "HEAD",
				"PUT");
		assertThat(header(leave, "Access-Control-Allow-Headers")).isEqualTo("*");
		assertThat(written.statusCode()).isEqualTo(200);
		assertThat(header(written, "Access-Control-Allow-Origin")).isEqualTo(origin);
		assertThat(header(written, "Access-Control-Expose-Headers")).isEqualTo("ETag");
		assertThat(header(written, "Vary")).isEqualTo("Origin");
		assertThat(running.client().listParts((list) -> list.bucket("coffer").key("a.zip").uploadId(uploadId)).parts())
			.singleElement()
			.satisfies((kept) -> assertThat(kept.eTag()).isEqualTo(header(written, "ETag")));
	}

	@Test
	void aPageLearnsThatItsUrlHasExpired() throws Exception {
		URI expired = URI.create(part.toString().replaceFirst("X-Amz-Date=\\d{4}", "X-Amz-Date=2020"));

		assertThat(header(preflight(expired, ORIGIN), "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
		HttpResponse<String> refused = put(expired, ORIGIN);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("<Message>Request has expired</Message>");
		assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "http://app.example.org", "https://app.example.org:8443",
			"https://app.example.org.evil.example", "https://appXexample.org", "*", "null" })
	void anyOtherOriginIsToldNothing(String origin) throws Exception {
		assertThat(preflight(part, origin)).satisfies(EmbeddedCrossOriginTests::saysNothing);
		assertThat(put(part, origin)).satisfies(EmbeddedCrossOriginTests::saysNothing);
	}

	@Test
	void nothingIsSaidWhereNoOriginIsConfigured(@TempDir Path data) throws Exception {
		try (RunningStore closed = RunningStore.on(data)) {
			URI url = closed.presignedPart("a.zip", begin(closed));

			assertThat(preflight(url, ORIGIN)).satisfies(EmbeddedCrossOriginTests::saysNothing);
			assertThat(put(url, ORIGIN)).satisfies(EmbeddedCrossOriginTests::saysNothing);
		}
	}

	/** The console of that Coffer, where somebody opens it on this machine. */
	@Test
	void theConsoleMayWriteWithoutBeingConfigured(@TempDir Path data) throws Exception {
		try (RunningStore open = RunningStore.on(data, "server.port=8123")) {
			URI url = open.presignedPart("a.zip", begin(open));

			for (String origin : new String[] { "http://localhost:8123", "http://127.0.0.1:8123" }) {
				assertThat(header(preflight(url, origin), "Access-Control-Allow-Origin")).isEqualTo(origin);
			}
			assertThat(preflight(url, "http://localhost:8124")).satisfies(EmbeddedCrossOriginTests::saysNothing);
		}
	}

	private static String begin(RunningStore store) {
		return store.client().createMultipartUpload((begin) -> begin.bucket("coffer").key("a.zip")).uploadId();
	}

	private static HttpResponse<String> preflight(URI url, String origin) throws Exception {
		return send(HttpRequest.newBuilder(url)
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "PUT")
			.header("Access-Control-Request-Headers", "content-type"));
	}

	private static HttpResponse<String> put(URI url, String origin) throws Exception {
		return send(HttpRequest.newBuilder(url)
			.PUT(BodyPublishers.ofString("content"))
			.header("Origin", origin)
			.header("Content-Type", "application/zip"));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
	}

	private static String header(HttpResponse<?> response, String name) {
		return String.join(", ", response.headers().allValues(name));
	}

	private static void saysNothing(HttpResponse<?> response) {
		assertThat(response.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control"));
	}

}
