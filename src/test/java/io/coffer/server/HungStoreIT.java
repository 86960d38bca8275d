package io.coffer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.providers.Addressing;
import io.coffer.providers.S3Settings;
import io.coffer.storage.Storage;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import io.coffer.testing.FaultyProxy;
import io.coffer.testing.FaultyProxy.Loss;
import io.coffer.testing.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** While the store hangs, no backup can be served; Coffer lives and says so. */
class HungStoreIT extends AbstractBackupIT {

	private static final int UPLOADS = 100;

	private static final int LISTS = 200;

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final byte[] ARCHIVE = Archives.zip(PART + 1);

	@Autowired
	private Storage storage;

	@Autowired
	private MeterRegistry meters;

	@AfterEach
	void theEmbeddedStoreIsBack() {
		this.storage.connect(this.embedded.open(), null);
	}

	@Test
	void threeHundredWaitingClientsKeepNobodyFromSeeingThatCofferLives() throws Exception {
		try (FaultyProxy silent = new FaultyProxy(this.embedded.open().endpoint())) {
			silent.losing(Loss.SILENT).loseRequests("HTTP/1.1", Integer.MAX_VALUE);
			this.storage.connect(
					new S3Settings(silent.url(), "us-east-1", "bucket", "key", "secret", "", Addressing.PATH, null),
					null);

			List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
			IntStream.range(0, UPLOADS).forEach((number) -> answers.add(upload()));
			await().until(() -> gauge("coffer.transfers.active") == UPLOADS);
			IntStream.range(0, LISTS).forEach((number) -> answers.add(list(number)));

			await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= 100);
			for (int i = 0; i < 10; i++) {
				assertThat(Wire.ask(this.port, "GET /actuator/health/liveness").status()).isEqualTo(200);
			}
			assertThat(gauge("coffer.upload.buffer.used")).isLessThanOrEqualTo(gauge("coffer.upload.buffer.capacity"));
			assertThat(answers).filteredOn(CompletableFuture::isDone)
				.allSatisfy((answer) -> isTold(answer.join(), "busy"));

			silent.close();
			assertThat(answers).allSatisfy((answer) -> isTold(answer.join(), "busy", "storage-unreachable"));
		}
		assertThat(gauge("coffer.upload.buffer.used")).isZero();
		theEmbeddedStoreIsBack();
		this.coffer.upload(ARCHIVE, query()).hasStatus(201);
	}

	private CompletableFuture<HttpResponse<String>> upload() {
		return send(HttpRequest.newBuilder(uri("/backups")).POST(BodyPublishers.ofByteArray(ARCHIVE)));
	}

	/** Lists in a way of its own: equal lists at the same time would be one. */
	private CompletableFuture<HttpResponse<String>> list(int number) {
		return send(HttpRequest.newBuilder(uri("/backups?q=" + number)));
	}

	private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
		return HTTP.sendAsync(
				request.timeout(Duration.ofMinutes(2)).header("Authorization", "Bearer " + ADMIN_TOKEN).build(),
				BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private static void isTold(HttpResponse<String> answer, String... codes) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(codes).anyMatch((code) -> answer.body().contains("\"" + code + "\""));
	}

	private double gauge(String name) {
		return this.meters.get(name).gauge().value();
	}

}
