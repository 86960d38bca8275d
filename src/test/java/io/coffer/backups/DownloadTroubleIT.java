package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import io.coffer.testing.Archives;
import io.coffer.testing.Scrape;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * A store that does not keep, or does not give back, what it was given, and a client that
 * does not take it.
 */
@TestPropertySource(properties = "server.tomcat.connection-timeout=2s")
class DownloadTroubleIT extends StandInRoom {

	private static final byte[] ARCHIVE = Archives.zip(3000);

	private static final long MUCH = 1_000_000_000;

	@AfterEach
	void noTransferGoesOn() {
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(Scrape.of(admin()).value("coffer_transfers_active")).isZero());
	}

	@Test
	void aStoreThatKeepsLessThanItWasSentIsNotBelieved() {
		this.store.answer("HEAD", (exchange) -> {
			exchange.getResponseHeaders().set("x-amz-meta-coffer-upload", upload());
			exchange.getResponseHeaders().set("Content-Length", "2999");
			exchange.sendResponseHeaders(upload().isEmpty() ? 404 : 200, -1);
		});

		admin().uploadAs("a.zip", ARCHIVE).isProblem(502, "storage-body-encoding");

		assertThat(this.store.paths()).isEmpty();
	}

	@Test
	void aStoreThatAcknowledgesWhatItDoesNotHaveIsNotBelieved() {
		this.store.answer("HEAD", (exchange) -> exchange.sendResponseHeaders(404, -1));

		admin().uploadAs("a.zip", ARCHIVE).isProblem(502, "storage-error");
	}

	@Test
	void aDownloadThatTheStoreEndsEarlyDoesNotLookWhole() throws IOException {
		stored(MUCH, (exchange) -> exchange.getResponseBody().write(new byte[100_000]));

		try (Wire wire = download()) {
			Wire.Answer answer = wire.answer();

			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(MUCH));
			assertThat(answer.complete()).isFalse();
		}
	}

	@Test
	void aDownloadThatTheStoreEndsBeforeTheAnswerHasBegunIsAProblem() throws IOException {
		stored(ARCHIVE.length, (exchange) -> exchange.getResponseBody().write(ARCHIVE, 0, 1000));

		try (Wire wire = download()) {
			wire.nextAnswer().isProblem(503, "storage-unreachable");
		}
	}

	@Test
	void aClientThatStopsReadingIsGivenUpAndSoIsTheRead() throws Exception {
		CountDownLatch cut = new CountDownLatch(1);
		stored(MUCH, (exchange) -> {
			try {
				for (long sent = 0; sent < MUCH; sent += ARCHIVE.length) {
					exchange.getResponseBody().write(ARCHIVE);
				}
			}
			catch (IOException ex) {
				cut.countDown();
			}
		});

		try (Wire wire = download()) {
			assertThat(wire.line()).isEqualTo("HTTP/1.1 200");
			await().atMost(Duration.ofMinutes(1)).until(() -> cut.getCount() == 0);
		}
	}

	private Wire download() throws IOException {
		Wire wire = Wire.to(this.port);
		wire.head("GET /backups/a.zip/content HTTP/1.1", "Host: localhost", "Authorization: Bearer " + ADMIN_TOKEN);
		return wire;
	}

	/** The id of the upload that made the object, empty if there is none. */
	private String upload() {
		return this.store.upload("/bucket/a.zip");
	}

	/** Keeps an archive that is so long, as the store says. */
	private void stored(long size, HttpHandler sending) {
		admin().uploadAs("a.zip", ARCHIVE).hasStatus(201);
		this.store.answer("HEAD", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Length", String.valueOf(size));
			exchange.sendResponseHeaders(200, -1);
		});
		this.store.answer("GET", (exchange) -> {
			exchange.sendResponseHeaders(200, size);
			sending.handle(exchange);
		});
	}

}
