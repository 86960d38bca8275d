package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.coffer.backups.BackupNames;
import io.coffer.providers.Provider;
import io.coffer.storage.Storage;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.StandInStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Parts of uploads that were neither completed nor aborted go in the end, and nothing
 * else does.
 */
@ExtendWith(OutputCaptureExtension.class)
class AbandonedUploadCleanerIT extends AbstractBackupIT {

	private static final Duration AGE = Duration.ofDays(7);

	@Autowired
	private Storage storage;

	@Autowired
	private BackupNames names;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final StandInStore standIn = new StandInStore();

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private String root;

	@BeforeEach
	void aRootPathOfItsOwn() {
		this.root = this.application + "/";
		this.storage.connect(this.embedded.open().withRootPath(this.root), null);
	}

	@AfterEach
	void theEmbeddedStoreIsBack() {
		open().forEach((upload) -> this.store.client()
			.abortMultipartUpload(
					(abort) -> abort.bucket(this.store.bucket()).key(upload.key()).uploadId(upload.uploadId())));
		this.storage.connect(this.embedded.open(), null);
		this.standIn.close();
	}

	@Test
	void onlyOldUploadsUnderTheNameOfABackupOrAProbeDirectlyBelowTheRootPathAreRemoved() {
		begin("a.zip", "notes.20250711093000.pc.0123456789ab.tar.gz", "coffer-check-0123456789abcdef-parts",
				"deeper/a.zip", "a.exe", ".a.zip", "no name.zip ", "");
		begin("../" + this.root.replace("/", "-2/") + "a.zip", "../a.zip", "../" + this.root.replace("/", ".zip"));

		sweep(Instant.now().plus(AGE).plusSeconds(60));

		assertThat(keys()).doesNotContain(this.root + "a.zip",
				this.root + "notes.20250711093000.pc.0123456789ab.tar.gz",
				this.root + "coffer-check-0123456789abcdef-parts");
		assertThat(keys()).hasSize(8);
		assertThat(counted("aborted")).isEqualTo(3);
	}

	@Test
	void youngerUploadsGoOn() {
		begin("a.zip");

		sweep(Instant.now().plus(AGE).minusSeconds(60));

		assertThat(keys()).containsExactly(this.root + "a.zip");
		assertThat(counted("aborted")).isZero();
	}

	@Test
	void whatIsStoredStays() {
		admin().uploadAs("a.zip", new byte[] { 'P', 'K', 5, 6 }).hasStatus(201);
		begin("a.zip");

		sweep(Instant.now().plus(AGE).plusSeconds(60));

		assertThat(keys()).isEmpty();
		admin().get("/backups/a.zip").hasStatus(200);
	}

	@Test
	void everyPageIsLookedAtAndOneFailureDoesNotKeepTheOthers(CapturedOutput output) {
		useTheStandIn("2025-01-01T00:00:00Z");
		this.standIn.answer("DELETE", (exchange) -> {
			this.asked.add(path(exchange));
			exchange.sendResponseHeaders(path(exchange).startsWith("/bucket/1.zip") ? 403 : 204, -1);
		});

		sweep(Instant.now());

		assertThat(this.asked).containsExactly("/bucket/1.zip?uploadId=u1", "/bucket/2.zip?uploadId=u2",
				"/bucket/3.zip?uploadId=u3");
		assertThat(counted("aborted")).isEqualTo(2);
		assertThat(counted("failed")).isEqualTo(1);
		assertThat(output).contains("The abandoned upload of 1.zip could not be removed");
	}

	@Test
	void anUploadWhoseAgeNobodyKnowsStays() {
		useTheStandIn("");

		sweep(Instant.now());

		assertThat(this.standIn.requests()).containsOnly("OLD-LIST");
	}

	@Test
	void aStoreThatDoesNotAnswerIsAskedAgainNextTime(CapturedOutput output) {
		useTheStandIn("2025-01-01T00:00:00Z");
		this.standIn.answer("OLD-LIST", (exchange) -> exchange.sendResponseHeaders(403, -1));
		sweep(Instant.now());
		assertThat(output).contains("Abandoned uploads could not be looked for: ");

		useTheStandIn("2025-01-01T00:00:00Z");
		sweep(Instant.now());

		assertThat(counted("aborted")).isEqualTo(3);
	}

	@Test
	void aListThatDoesNotGoOnEnds(CapturedOutput output) {
		useTheStandIn("2025-01-01T00:00:00Z");
		this.standIn.answer("OLD-LIST", (exchange) -> page(exchange, 1, "2025-01-01T00:00:00Z"));

		sweep(Instant.now());

		assertThat(this.standIn.requests()).filteredOn("OLD-LIST"::equals).hasSize(2);
		assertThat(output).contains("does not go on");
	}

	@Test
	void aStoreThatCannotListUploadsIsNotAsked() {
		this.storage.connect(this.standIn.settings().withProvider(Provider.OSS), null);

		sweep(Instant.now());

		assertThat(this.standIn.requests()).isEmpty();
	}

	@Test
	void withoutAnyStorageThereIsNothingToSweep(CapturedOutput output) {
		this.storage.disconnect();

		sweep(Instant.now());

		assertThat(output).doesNotContain("Abandoned uploads");
	}

	private void sweep(Instant now) {
		AbandonedUploadProperties properties = new AbandonedUploadProperties(AGE, Duration.ofHours(6));
		new AbandonedUploadCleaner(this.storage, this.names, properties, Clock.fixed(now, ZoneOffset.UTC), this.meters)
			.clean();
	}

	private void begin(String... keys) {
		for (String key : keys) {
			String path = key.startsWith("../") ? key.substring(3) : this.root + key;
			this.store.client().createMultipartUpload((create) -> create.bucket(this.store.bucket()).key(path));
		}
	}

	private List<MultipartUpload> open() {
		return this.store.client()
			.listMultipartUploads((list) -> list.bucket(this.store.bucket()))
			.uploads()
			.stream()
			.filter((upload) -> upload.key().equals("a.zip") || upload.key().contains(this.application))
			.toList();
	}

	private List<String> keys() {
		return open().stream().map(MultipartUpload::key).toList();
	}

	private double counted(String outcome) {
		return this.meters.get("coffer.sweep.uploads").tag("outcome", outcome).counter().count();
	}

	/** A bucket with an open upload on each of three pages. */
	private void useTheStandIn(String initiated) {
		this.storage.connect(this.standIn.settings(), null);
		this.standIn.answer("OLD-LIST", (exchange) -> {
			String query = exchange.getRequestURI().getRawQuery();
			int before = query.contains("upload-id-marker=u") ? query.charAt(query.indexOf("marker=u") + 8) - '0' : 0;
			page(exchange, before + 1, initiated);
		});
	}

	private static void page(HttpExchange exchange, int number, String initiated) throws IOException {
		String since = initiated.isEmpty() ? "" : "<Initiated>" + initiated + "</Initiated>";
		StandInStore.sendXml(exchange, 200,
				"""
						<ListMultipartUploadsResult><IsTruncated>%s</IsTruncated><NextKeyMarker>%d.zip</NextKeyMarker>\
						<NextUploadIdMarker>u%d</NextUploadIdMarker><Upload><Key>%d.zip</Key><UploadId>u%d</UploadId>%s</Upload>\
						</ListMultipartUploadsResult>"""
					.formatted(number < 3, number, number, number, number, since));
	}

	private static String path(HttpExchange exchange) {
		return exchange.getRequestURI().toString();
	}

}
