package io.coffer.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.coffer.testing.AbstractStandInIT;
import io.coffer.testing.Archives;
import io.coffer.testing.Scrape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Verifications that take long, of a store that is slow or breaks off. */
@TestPropertySource(properties = { "coffer.verify.progress-every=50ms", "coffer.verify.max-concurrent=1" })
class VerifyTroubleIT extends AbstractStandInIT {

	private static final String VERIFY = "/backups/a.zip/verify";

	private static final byte[] ARCHIVE = Archives.zip(3000);

	@Test
	void progressComesWhileItLastsAndTheResultAtLast() throws Exception {
		CountDownLatch seen = new CountDownLatch(1);
		stored((exchange) -> {
			exchange.getResponseBody().write(ARCHIVE, 0, 1000);
			exchange.getResponseBody().flush();
			await(seen);
			exchange.getResponseBody().write(ARCHIVE, 1000, 2000);
		});

		try (BufferedReader lines = lines()) {
			String first = lines.readLine();
			assertThat(admin().post(VERIFY).isProblem(503, "busy").header("Retry-After")).isPresent();
			seen.countDown();
			String last = lines.lines().reduce((before, line) -> line).orElseThrow();

			assertThat(first).matches("\\{\"progress\":\\{\"bytesRead\":\\d+,\"size\":3000}}");
			assertThat(last).startsWith("{\"result\":{").contains("\"passed\":true");
		}
		admin().post(VERIFY).hasStatus(200);
	}

	@Test
	void aClientThatGoesAwayEndsTheRead() throws Exception {
		CountDownLatch cut = new CountDownLatch(1);
		stored((exchange) -> {
			try {
				while (true) {
					exchange.getResponseBody().write(ARCHIVE, 0, 1);
					exchange.getResponseBody().flush();
				}
			}
			catch (IOException ex) {
				cut.countDown();
			}
		}, Long.MAX_VALUE);

		try (BufferedReader lines = lines()) {
			assertThat(lines.readLine()).contains("progress");
		}

		await(cut);
	}

	@Test
	void aStoreThatBreaksOffIsNoDamage() {
		double damaged = Scrape.of(admin()).value("coffer_verifications_total{outcome=\"damaged\"}");
		stored((exchange) -> exchange.getResponseBody().write(ARCHIVE, 0, 1000));

		admin().post(VERIFY).isProblem(503, "storage-unreachable");

		assertThat(Scrape.of(admin()).value("coffer_verifications_total{outcome=\"damaged\"}")).isEqualTo(damaged);
	}

	@Test
	void aBackupThatIsReplacedWhileItIsReadIsNoDamage() {
		AtomicInteger heads = new AtomicInteger();
		stored((exchange) -> exchange.getResponseBody().write(ARCHIVE, 0, 2999), 2999);
		this.store.answer("HEAD", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Length", "3000");
			exchange.getResponseHeaders().set("ETag", "\"" + heads.incrementAndGet() + "\"");
			exchange.sendResponseHeaders(200, -1);
		});

		admin().post(VERIFY).isProblem(404, "backup-not-found");
	}

	private void stored(Sending sending) {
		stored(sending, ARCHIVE.length);
	}

	/** Keeps the archive, of which the store says that it is so long, and sends it so. */
	private void stored(Sending sending, long length) {
		admin().uploadAs("a.zip", ARCHIVE).hasStatus(201);
		this.store.answer("GET", (exchange) -> {
			exchange.sendResponseHeaders(200, length);
			sending.send(exchange);
		});
	}

	private BufferedReader lines() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + VERIFY))
			.header("Authorization", "Bearer " + admin().token())
			.header("Accept", "application/x-ndjson")
			.POST(BodyPublishers.noBody())
			.build();
		InputStream body = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body();
		return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Sends the archive, or less. */
	@FunctionalInterface
	private interface Sending {

		void send(HttpExchange exchange) throws IOException;

	}

}
