package io.coffer.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.AbstractStandInIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * What one token holds it gives up when others wait, or when it is revoked. Buffers are
 * for three large uploads, places for eight transfers.
 */
@TestPropertySource(
		properties = { "coffer.upload.buffer-memory=16MB", "coffer.transfers.max=8", "coffer.lists.max-concurrent=2" })
class FairSharesIT extends AbstractStandInIT {

	private static final int MEBIBYTE = 1024 * 1024;

	private static final byte[] BEGINNING = Arrays.copyOf(Archives.zip(MEBIBYTE), 100_000);

	private static final byte[] ARCHIVE = Archives.zip(MEBIBYTE);

	@Autowired
	private MeterRegistry meters;

	private final String name = "slow-" + UUID.randomUUID();

	private final List<Wire> wires = new ArrayList<>();

	@SuppressWarnings("NullAway.Init")
	private Coffer slow;

	@SuppressWarnings("NullAway.Init")
	private Coffer other;

	@BeforeEach
	void twoDevices() {
		this.slow = device(this.name);
		this.other = device("other-" + UUID.randomUUID());
	}

	@AfterEach
	void nothingGoesOn() throws IOException {
		for (Wire wire : this.wires) {
			wire.close();
		}
		await().atMost(Duration.ofMinutes(2)).until(() -> gauge("coffer.transfers.active") == 0);
		assertThat(gauge("coffer.upload.buffer.used")).isZero();
	}

	@Test
	void sixtyFourUploadsThatStopLetAnotherTokenUpload() throws IOException {
		for (int i = 0; i < 64; i++) {
			upload(BEGINNING);
		}
		await()
			.until(() -> gauge("coffer.transfers.active") == 8 && gauge("coffer.upload.buffer.used") >= 15 * MEBIBYTE);

		this.other.upload(ARCHIVE, "?application=notes").hasStatus(201);

		assertThat(this.store.paths()).hasSize(1);
		for (Wire wire : this.wires) {
			wire.end();
		}
		int refused = 0;
		for (Wire wire : this.wires) {
			refused += (wire.answer().status() == 503) ? 1 : 0;
		}
		assertThat(refused).as("those without a place, and those that were ended").isGreaterThan(56);
	}

	@Test
	void downloadsThatNobodyReadsLetAnotherTokenUpload() throws IOException {
		String key = endless();
		for (int i = 0; i < 8; i++) {
			download(key);
		}
		assertThat(gauge("coffer.transfers.active")).isEqualTo(8);

		this.other.upload(ARCHIVE, "?application=notes").hasStatus(201);

		assertThat(this.meters.get("coffer.transfers.ended").functionCounter().count()).isPositive();
	}

	@Test
	void listsWaitForOneAnother() {
		CountDownLatch gate = new CountDownLatch(1);
		this.store.answer("LIST", (exchange) -> {
			pass(gate);
			this.store.behave(exchange);
		});
		List<CompletableFuture<Answer>> lists = IntStream.range(0, 6)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> this.slow.get("/backups?q=" + i),
					(task) -> new Thread(task).start()))
			.toList();

		await().until(
				() -> gauge("coffer.lists.waiting") == 4 && Collections.frequency(this.store.requests(), "LIST") == 2);
		gate.countDown();

		assertThat(lists).allSatisfy((list) -> list.join().hasStatus(200));
	}

	@Test
	void anUploadThatStopsEndsWithItsToken() throws IOException {
		Wire silent = upload(BEGINNING);
		await().until(() -> gauge("coffer.upload.buffer.used") > 0);

		admin().delete("/devices/" + this.name + "/token").hasStatus(204);

		silent.answer().isProblem(401, "unauthenticated");
		assertThat(this.store.paths()).isEmpty();
	}

	@Test
	void anUploadThatGoesOnEndsWithItsTokenAtItsNextByte() throws IOException {
		Wire upload = upload(BEGINNING);
		await().until(() -> gauge("coffer.upload.buffer.used") > 0);

		device(this.name);
		upload.send(Arrays.copyOfRange(ARCHIVE, BEGINNING.length, ARCHIVE.length));

		upload.nextAnswer().isProblem(401, "unauthenticated");
		assertThat(this.store.paths()).isEmpty();
	}

	@Test
	void whatIsBeingStoredWhenItsTokenEndsIsNotPublished() {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch gate = new CountDownLatch(1);
		this.store.answer("HEAD", (exchange) -> {
			asked.countDown();
			pass(gate);
			this.store.behave(exchange);
		});
		CompletableFuture<Answer> upload = CompletableFuture.supplyAsync(() -> this.slow.uploadAs("a.zip", ARCHIVE));
		pass(asked);

		admin().delete("/devices/" + this.name + "/token").hasStatus(204);
		gate.countDown();

		upload.join().isProblem(401, "unauthenticated");
		assertThat(this.store.paths()).isEmpty();
	}

	@Test
	void aDownloadThatNobodyReadsEndsWithItsToken() throws IOException {
		download(endless());

		admin().delete("/devices/" + this.name + "/token").hasStatus(204);

		await().until(() -> gauge("coffer.transfers.active") == 0);
	}

	private Wire upload(byte[] beginning) throws IOException {
		Wire wire = Wire.to(this.port);
		this.wires.add(wire);
		wire.head("POST /backups?application=notes HTTP/1.1", "Host: localhost", "Connection: close",
				"Authorization: Bearer " + this.slow.token(), "Content-Length: " + 50 * MEBIBYTE);
		wire.send(beginning);
		return wire;
	}

	private void download(String key) throws IOException {
		Wire wire = Wire.to(this.port);
		this.wires.add(wire);
		wire.head("GET /backups/" + key + "/content HTTP/1.1", "Host: localhost",
				"Authorization: Bearer " + this.slow.token());
		assertThat(wire.line()).isEqualTo("HTTP/1.1 200");
	}

	/** A backup that never comes to its end. */
	private String endless() {
		long much = 1_000_000_000_000L;
		this.slow.uploadAs("endless.zip", Archives.zip(1000)).hasStatus(201);
		this.store.answer("HEAD", (exchange) -> {
			boolean endless = exchange.getRequestURI().getPath().endsWith("endless.zip");
			if (endless) {
				exchange.getResponseHeaders().set("Content-Length", String.valueOf(much));
				exchange.sendResponseHeaders(200, -1);
			}
			else {
				this.store.behave(exchange);
			}
		});
		this.store.answer("GET", (exchange) -> {
			if (!exchange.getRequestURI().getPath().endsWith("endless.zip")) {
				this.store.behave(exchange);
				return;
			}
			exchange.sendResponseHeaders(200, much);
			while (true) {
				exchange.getResponseBody().write(ARCHIVE);
			}
		});
		return "endless.zip";
	}

	private double gauge(String gauge) {
		return this.meters.get(gauge).gauge().value();
	}

	private static void pass(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
