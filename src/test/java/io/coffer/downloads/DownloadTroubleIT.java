package io.coffer.downloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import io.coffer.testing.AbstractStandInIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Scrape;
import io.coffer.testing.StandInStore;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/**
 * A store that does not keep, or does not give back, what it was given, and a client that
 * does not take it.
 */
@TestPropertySource(properties = "coffer.connections.stall-timeout=2s")
class DownloadTroubleIT extends AbstractStandInIT {

	private static final byte[] ARCHIVE = Archives.zip(3000);

	private static final String CONTENT = "/backups/a.zip/content";

	private static final long MUCH = 1_000_000_000;

	@AfterEach
	void noTransferGoesOn() {
		await().untilAsserted(() -> assertThat(Scrape.of(admin()).value("coffer_transfers_active")).isZero());
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
			await().until(() -> cut.getCount() == 0);
		}
	}

	@Test
	void anArchiveThatComesBackChangedIsNeverWholeAndCountsAsDamaged() throws IOException {
		byte[] large = Archives.zip(200_000);
		byte[] changed = large.clone();
		changed[100_000] ^= 1;
		keptAs(large, changed);
		double damaged = damaged();

		try (Wire wire = download()) {
			Wire.Answer answer = wire.answer();

			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.complete()).isFalse();
		}
		await().untilAsserted(() -> assertThat(damaged()).isEqualTo(damaged + 1));
		// A part proves nothing
		admin().get(CONTENT, "Range", "bytes=100000-100009").hasStatus(206);
	}

	@Test
	void aSmallArchiveThatComesBackChangedIsAProblemAndTheWholeOneIsSent() {
		byte[] changed = ARCHIVE.clone();
		changed[ARCHIVE.length - 1] ^= 1;
		double damaged = damaged();

		keptAs(ARCHIVE, changed);
		admin().get(CONTENT).isProblem(502, "backup-damaged");
		admin().get(CONTENT, "Range", "bytes=0-").isProblem(502, "backup-damaged");
		assertThat(damaged()).isEqualTo(damaged + 2);

		keptAs(ARCHIVE, ARCHIVE);
		assertThat(admin().get(CONTENT).hasStatus(200).body()).isEqualTo(ARCHIVE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			"abc"    | "abc"
			abc      | "abc"
			W/"abc"  | "abc"
			W/abc    | "abc"
			none     | none
			""            | none
			"a b"    | none
			""")
	void tagsThatAreNoneAreMendedOrLeftOut(@Nullable String given, @Nullable String shown) {
		admin().uploadAs("a.zip", ARCHIVE).hasStatus(201);
		for (String kind : List.of("HEAD", "GET")) {
			this.store.answer(kind, (exchange) -> {
				if (given != null) {
					exchange.getResponseHeaders().set("ETag", given);
				}
				if (exchange.getRequestHeaders().containsKey("If-Match")) {
					exchange.sendResponseHeaders(412, -1);
					return;
				}
				this.store.behave(exchange);
			});
		}

		Answer whole = admin().get(CONTENT).hasStatus(200);

		assertThat(whole.body()).isEqualTo(ARCHIVE);
		assertThat(whole.header("ETag")).isEqualTo(Optional.ofNullable(shown));
		if (shown != null) {
			admin().get(CONTENT, "If-Match", shown).hasStatus(200);
			admin().get(CONTENT, "If-None-Match", shown).hasStatus(304);
			assertThat(admin().get(CONTENT, "Range", "bytes=5-9", "If-Range", shown).hasStatus(206).body())
				.isEqualTo(Arrays.copyOfRange(ARCHIVE, 5, 10));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			200 | none               | 3000
			200 | none               | 10
			206 | bytes 0-9/3000     | 10
			206 | bytes 10-19/4000   | 10
			206 | none               | 10
			206 | bytes 10-19/3000   | 11
			""")
	void otherBytesThanTheRangeAreNeverPassedOn(int status, @Nullable String range, int length) {
		admin().uploadAs("a.zip", ARCHIVE).hasStatus(201);
		this.store.answer("GET", (exchange) -> {
			if (range != null) {
				exchange.getResponseHeaders().set("Content-Range", range);
			}
			exchange.sendResponseHeaders(status, length);
			exchange.getResponseBody().write(ARCHIVE, 0, length);
		});

		Answer answer = admin().get(CONTENT, "Range", "bytes=10-19").isProblem(502, "storage-error");

		assertThat(answer.header("Content-Range")).isEmpty();
		assertThat(answer.header("Content-Disposition")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 2999, 3001 })
	void anotherNumberOfBytesThanTheBackupHasIsNoDownload(int length) {
		admin().uploadAs("a.zip", ARCHIVE).hasStatus(201);
		this.store.answer("GET", (exchange) -> {
			exchange.sendResponseHeaders(200, length);
			exchange.getResponseBody().write(new byte[length]);
		});

		admin().get(CONTENT).isProblem(502, "storage-error");
	}

	@Test
	void aStoreThatTellsNoLengthIsReadToItsEndAndNoFurther() throws IOException {
		admin().uploadAs("a.zip", ARCHIVE).hasStatus(201);
		this.store.answer("GET", (exchange) -> StandInStore.send(exchange, 200, "application/zip", ARCHIVE));
		assertThat(admin().get(CONTENT).hasStatus(200).body()).isEqualTo(ARCHIVE);
		assertThat(admin().post("/backups/a.zip/verify").hasStatus(200).json().get("size").asLong()).isEqualTo(3000);

		this.store.answer("GET", (exchange) -> StandInStore.send(exchange, 200, "application/zip", new byte[30_000]));
		admin().get(CONTENT).isProblem(502, "storage-error");
	}

	@Test
	void anArchiveThatIsReplacedMeanwhileIsGone() {
		admin().uploadAs("a.zip", ARCHIVE).hasStatus(201);
		for (String kind : List.of("HEAD", "GET")) {
			this.store.answer(kind, (exchange) -> {
				exchange.getResponseHeaders().set("ETag", '"' + kind + '"');
				this.store.behave(exchange);
			});
		}

		admin().get(CONTENT).isProblem(404, "backup-not-found");
	}

	private double damaged() {
		return Scrape.of(admin()).value("coffer_downloads_seconds_count{outcome=\"damaged\"}");
	}

	/**
	 * Keeps an archive, of which the store remembers the digest and gives these bytes.
	 */
	private void keptAs(byte[] archive, byte[] given) {
		admin().uploadAs("a.zip", archive);
		this.store.answer("HEAD", (exchange) -> {
			exchange.getResponseHeaders().set("x-amz-meta-coffer-sha256", Archives.sha256(archive));
			this.store.behave(exchange);
		});
		this.store.replace("/bucket/a.zip", given);
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
