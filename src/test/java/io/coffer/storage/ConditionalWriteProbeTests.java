package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.coffer.probes.BucketProbes;
import io.coffer.providers.Addressing;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.S3Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores that refuse a writer that comes later, and what they do with two that come at
 * once.
 */
class ConditionalWriteProbeTests {

	private final Set<String> objects = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	/** Two who have looked for one name wait here for each other. */
	private final Map<String, CyclicBarrier> gaps = new ConcurrentHashMap<>();

	private final Storage storage = StorageAlone.with(StorageAlone.usualRules());

	private HttpServer server;

	/** The method whose writers look first and write then. */
	private volatile String racing = "none";

	private volatile int refusal = 412;

	@BeforeEach
	void aStoreWithOneObject() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
		this.objects.add("/bucket/probe");
	}

	@AfterEach
	void closeIt() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/** S3Mock refuses with 304, which has no body. */
	@ParameterizedTest
	@ValueSource(ints = { 304, 409, 412 })
	void aStoreThatTurnsAwayOneOfTwoIsAtomic(int refusal) {
		this.refusal = refusal;

		assertThat(tryOut()).isEqualTo(OverwriteProtection.ATOMIC);
		assertThat(this.objects).containsExactly("/bucket/probe");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "POST" })
	void aStoreThatLooksFirstAndWritesThenIsNot(String method) {
		this.racing = method;

		assertThat(tryOut()).isEqualTo(OverwriteProtection.BEST_EFFORT);
		assertThat(this.objects).containsExactly("/bucket/probe");
	}

	private OverwriteProtection tryOut() {
		URI url = URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
		try (Bucket bucket = this.storage
			.open(new S3Settings(url, "us-east-1", "bucket", "key", "secret", "", Addressing.PATH, null))) {
			return new BucketProbes(bucket).tryToOverwrite("probe");
		}
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			String path = exchange.getRequestURI().getPath();
			String query = String.valueOf(exchange.getRequestURI().getQuery());
			switch (exchange.getRequestMethod()) {
				case "DELETE" -> {
					if (!query.contains("uploadId")) {
						this.objects.remove(path);
					}
					answer(exchange, 204, "");
				}
				case "POST" -> {
					if (query.contains("uploadId")) {
						write(exchange, path, "<CompleteMultipartUploadResult/>");
					}
					else {
						answer(exchange, 200, "<InitiateMultipartUploadResult><UploadId>id</UploadId>"
								+ "</InitiateMultipartUploadResult>");
					}
				}
				default -> {
					if (query.contains("uploadId")) {
						answer(exchange, 200, "");
					}
					else {
						write(exchange, path, "");
					}
				}
			}
		}
	}

	private void write(HttpExchange exchange, String path, String done) throws IOException {
		boolean taken = this.objects.contains(path);
		if (!taken && exchange.getRequestMethod().equals(this.racing)) {
			meet(path);
			this.objects.add(path);
		}
		else {
			taken = !this.objects.add(path);
		}
		answer(exchange, taken ? this.refusal : 200, (taken && this.refusal != 304)
				? "<Error><Code>PreconditionFailed</Code><Message>No</Message></Error>" : taken ? "" : done);
	}

	private void meet(String path) {
		try {
			this.gaps.computeIfAbsent(path, (name) -> new CyclicBarrier(2)).await(1, TimeUnit.MINUTES);
		}
		catch (Exception ex) {
			throw new IllegalStateException("Nobody came at the same time", ex);
		}
	}

	private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
		exchange.getResponseHeaders().set("ETag", "\"etag\"");
		exchange.sendResponseHeaders(status, xml.isEmpty() ? -1 : xml.length());
		if (!xml.isEmpty()) {
			exchange.getResponseBody().write(xml.getBytes(StandardCharsets.UTF_8));
		}
	}

}
