package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.providers.S3Settings;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import io.coffer.testing.Scrape;
import io.coffer.testing.StandInStore;
import io.coffer.testing.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the metrics say of uploads, downloads and the storage. */
class MetricsIT extends AbstractBackupIT {

	private static final String UPLOADS = "coffer_uploads_seconds_count{outcome=\"%s\",problem=\"%s\"}";

	private static final String DOWNLOADS = "coffer_downloads_seconds_count{outcome=\"%s\"}";

	private static final String CALLS = "coffer_s3_requests_seconds_count{operation=\"%s\",outcome=\"%s\"}";

	private Scrape before = new Scrape("");

	@AfterEach
	void theEmbeddedStoreIsBack() {
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@Test
	void aStoredUploadCountsWithItsBytesAndItsCalls() {
		this.before = scrape();

		this.coffer.upload(Archives.zip(1000), query()).hasStatus(201);

		increases(UPLOADS.formatted("stored", "none"), 1);
		increases("coffer_uploads_bytes_count", 1);
		increases("coffer_uploads_bytes_sum", 1000);
		increases(CALLS.formatted("PutObject", "success"), 1);
	}

	@Test
	void aLargeUploadIsSentInParts() {
		this.before = scrape();

		this.coffer.upload(Archives.zip(2 * PART + 1), query()).hasStatus(201);

		increases(CALLS.formatted("UploadPart", "success"), 3);
		increases(CALLS.formatted("CompleteMultipartUpload", "success"), 1);
		await().untilAsserted(() -> assertThat(scrape().value("coffer_upload_buffer_used_bytes")).isZero());
	}

	@Test
	void aRepeatedUploadStoresNoBytes() {
		this.coffer.upload(Archives.zip(1000), query(), "Idempotency-Key", "one").hasStatus(201);
		this.before = scrape();

		this.coffer.upload(Archives.zip(1000), query(), "Idempotency-Key", "one").hasStatus(200);

		increases(UPLOADS.formatted("repeated", "none"), 1);
		increases(UPLOADS.formatted("stored", "none"), 0);
		increases("coffer_uploads_bytes_sum", 0);
	}

	@Test
	void aRefusedUploadCountsByItsProblem() {
		this.before = scrape();

		this.coffer.upload(new byte[0], query()).isProblem(400, "empty-body");
		this.coffer.upload(Archives.EMPTY_ZIP, query("size=many")).isProblem(400, "invalid-request");

		increases(UPLOADS.formatted("refused", "empty-body"), 1);
		increases(UPLOADS.formatted("refused", "invalid-request"), 1);
		increases("coffer_uploads_bytes_count", 0);
	}

	@Test
	void anUploadThatTheStoreRefusesHasFailed() {
		try (StandInStore store = new StandInStore()) {
			use(store.answer("PUT", (exchange) -> exchange.sendResponseHeaders(403, -1)));
			this.before = scrape();

			admin().upload(Archives.EMPTY_ZIP, query()).isProblem(502, "storage-access-denied");

			increases(UPLOADS.formatted("failed", "storage-access-denied"), 1);
			increases(CALLS.formatted("PutObject", "client-error"), 1);
		}
	}

	@Test
	void aFailureIsThereWithNoughtBeforeItHappens() {
		assertThat(scrape().has(UPLOADS.formatted("failed", "storage-clock"))).isTrue();
		assertThat(scrape().has(UPLOADS.formatted("failed", "busy"))).isTrue();
		assertThat(scrape().has(DOWNLOADS.formatted("broken-off"))).isTrue();
	}

	@Test
	void aRequestIsMeasuredAsAWholeAndNotFilterByFilter() {
		this.coffer.get("/backups").hasStatus(200);

		assertThat(scrape().names()).contains("http_server_requests_seconds_count")
			.noneMatch((name) -> name.startsWith("spring_security"));
	}

	@Test
	void aStoreThatIsGoneGivesNoAnswerHoweverOftenItIsTried() {
		try (StandInStore store = new StandInStore()) {
			use(store);
		}
		this.before = scrape();

		admin().get("/backups/no-such.zip/content").isProblem(503, "storage-unreachable");

		increases(CALLS.formatted("HeadObject", "no-answer"), 1);
		increases("coffer_s3_retries_total{operation=\"HeadObject\"}", 2);
		increases(DOWNLOADS.formatted("failed"), 1);
	}

	@Test
	void theConnectionCheckIsNotMeasured() {
		try (StandInStore store = new StandInStore()) {
			this.before = scrape();

			admin()
				.sendJson("POST", "/config/check",
						json(store.answer("PUT", (exchange) -> exchange.sendResponseHeaders(403, -1)).settings()))
				.hasStatus(200);

			assertThat(store.requests()).contains("PUT");
			increases(CALLS.formatted("PutObject", "client-error"), 0);
		}
	}

	@Test
	void downloadsCountByWhatBecameOfThem() {
		String path = "/backups/" + this.coffer.upload(Archives.zip(1000), query()).key() + "/content";
		this.before = scrape();

		this.coffer.get(path).hasStatus(200);
		this.coffer.get(path, "Range", "bytes=0-9").hasStatus(206);
		this.coffer.head(path).hasStatus(200);
		this.coffer.get("/backups/no-such.zip/content").isProblem(404, "backup-not-found");

		increases(DOWNLOADS.formatted("sent"), 2);
		increases(DOWNLOADS.formatted("described"), 1);
		increases(DOWNLOADS.formatted("refused"), 1);
		increases("coffer_downloads_bytes_sum", 1010);
	}

	@Test
	void aClientThatGoesAwayBreaksItsDownloadOff() throws IOException {
		String path = "/backups/" + this.coffer.upload(Archives.zip(4 * PART), query()).hasStatus(201).key()
				+ "/content";
		this.before = scrape();

		try (Wire wire = Wire.to(this.port)) {
			wire.head("GET " + path + " HTTP/1.1", "Host: localhost", bearer());
		}

		await().untilAsserted(() -> increases(DOWNLOADS.formatted("broken-off"), 1));
		await().untilAsserted(() -> assertThat(scrape().value("coffer_transfers_active")).isZero());
	}

	@Test
	void namesAndKeysAreNoTags() {
		String key = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201).key();
		this.coffer.get("/backups/" + key + "/content").hasStatus(200);

		assertThat(scrape().text().lines().filter((line) -> line.startsWith("coffer_")))
			.noneMatch((line) -> line.contains(key) || line.contains(this.application));
	}

	private Scrape scrape() {
		return Scrape.of(admin());
	}

	private void increases(String series, double by) {
		assertThat(scrape().value(series) - this.before.value(series)).as(series).isEqualTo(by);
	}

	private void use(StandInStore store) {
		admin().sendJson("PUT", "/config?check=false&state=adopt", json(store.settings())).hasStatus(200);
	}

	private static String json(S3Settings settings) {
		return """
				{"endpoint": "%s", "region": "%s", "bucket": "%s", "accessKeyId": "%s", "secretAccessKey": "%s"}"""
			.formatted(settings.endpoint(), settings.region(), settings.bucket(), settings.accessKeyId(),
					settings.secretAccessKey());
	}

}
