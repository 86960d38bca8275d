package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.DirectClient;
import io.coffer.testing.DirectClient.Upload;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import tools.jackson.databind.JsonNode;

/** Archives that go straight to the bucket. */
class DirectUploadIT extends AbstractDirectIT {

	@Test
	void anArchiveOfSeveralPartsIsABackupLikeAnyOther() {
		Answer begun = this.direct.begin("my notes.zip", Map.of("application", this.application, "size", LARGE.length,
				"sha256", Archives.sha256(LARGE), "relativePath", "null"));
		Upload upload = new Upload(begun.hasStatus(200).key(), begun.json().get("uploadId").asString());
		assertThat(begun.json().get("partSize").asInt()).isBetween(DirectClient.PART, 64 * 1024 * 1024);
		assertThat(begun.json().get("maxParts").asInt()).isEqualTo(10_000);
		assertThat(Instant.parse(begun.json().get("expiresAt").asString()))
			.isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(7)));

		Answer done = this.direct.send(upload, LARGE).hasStatus(200);

		assertThat(done.key()).isEqualTo(upload.key()).contains(this.application, this.device).endsWith(".zip");
		assertThat(done.json().get("backup")).isEqualTo(this.coffer.get("/backups/" + upload.key()).json());
		assertThat(URI.create(done.json().get("location").asString()).getPath()).isEqualTo("/backups/" + upload.key());
		assertThat(done.json().get("backup").get("filename").asString()).isEqualTo("my notes.zip");
		assertThat(this.coffer.get("/backups/" + upload.key() + "/content").body()).isEqualTo(LARGE);
		assertThat(this.store.metadata(upload.key())).containsEntry("coffer-claimed-sha256", Archives.sha256(LARGE))
			.doesNotContainKey("coffer-sha256");
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void aDigestIsAClaimUntilTheArchiveWasRead() {
		Upload upload = this.direct.begun("a.zip", Map.of("sha256", Archives.sha256(SMALL)));
		Answer done = this.direct.send(upload, SMALL).hasStatus(200);
		String tag = this.coffer.get("/backups/" + upload.key()).header("ETag").orElseThrow();
		assertThat(done.json().get("backup").get("sha256Source").asString()).isEqualTo("claimed");

		admin().post("/backups/" + upload.key() + "/verify").hasStatus(200);

		Answer read = this.coffer.get("/backups/" + upload.key(), "If-None-Match", tag).hasStatus(200);
		assertThat(read.json().get("sha256").asString()).isEqualTo(Archives.sha256(SMALL));
		assertThat(read.json().get("sha256Source").asString()).isEqualTo("verified");
		assertThat(this.coffer.get("/backups/latest?device=" + this.device).json().get("sha256Source").asString())
			.isEqualTo("verified");
		this.store.delete(upload.key());
		this.store.client()
			.putObject(
					(put) -> put.bucket(this.store.bucket())
						.key(this.store.root() + upload.key())
						.metadata(Map.of("coffer-claimed-sha256", Archives.sha256(SMALL))),
					RequestBody.fromBytes(Archives.zip(1001)));
		assertThat(this.coffer.get("/backups/" + upload.key()).json().get("sha256Source").asString())
			.isEqualTo("claimed");
	}

	@Test
	void aClaimThatIsNotTrueStaysOneAndIsFoundByVerification() {
		Upload upload = this.direct.begun("a.zip", Map.of("sha256", Archives.sha256(LARGE)));
		this.direct.send(upload, SMALL).hasStatus(200);

		Answer report = admin().post("/backups/" + upload.key() + "/verify");

		assertThat(report.text()).contains("digest-mismatch", "claimed the SHA-256 " + Archives.sha256(LARGE));
		assertThat(this.coffer.get("/backups/" + upload.key()).json().get("sha256Source").asString())
			.isEqualTo("claimed");
		assertThat(this.coffer.get("/backups/" + upload.key() + "/content").body()).isEqualTo(SMALL);
	}

	@Test
	void whatPassedThroughCofferIsVerified() {
		String key = this.coffer.upload(SMALL, query()).hasStatus(201).key();

		assertThat(this.coffer.get("/backups/" + key).json().get("sha256Source").asString()).isEqualTo("verified");
	}

	@Test
	void anUploadThatWasCutOffGoesOnWhereItStopped() {
		Upload upload = begin(LARGE.length);
		this.direct.put(upload, LARGE, 1, 3);

		JsonNode there = this.direct.list(upload).hasStatus(200).json();
		assertThat(there.findValuesAsString("PartNumber")).containsExactly("1", "3");
		assertThat(there.findValuesAsString("Size")).containsExactly("" + DirectClient.PART, "1000");
		Answer early = this.direct.complete(upload).isProblem(409, "upload-incomplete");
		assertThat(early.json().get("missing").toString()).isEqualTo("[2]");
		assertThat(early.json().get("message").asString()).contains("2 of 3 parts").contains("complete the upload");

		this.direct.put(upload, LARGE, 2);
		this.direct.complete(upload).hasStatus(200);
		assertThat(this.store.get(upload.key())).isEqualTo(LARGE);
	}

	@Test
	void manyUrlsAreSignedAtOnce() {
		Upload upload = begin();

		JsonNode urls = this.coffer.get(this.direct.path(upload, "/batch") + "&partNumbers=1,3,2,3")
			.hasStatus(200)
			.json()
			.get("presignedUrls");

		assertThat(urls.propertyNames()).containsExactly("1", "3", "2");
		String tag = DirectClient.put(URI.create(urls.get("1").asString()), SMALL).headers().firstValue("ETag").get();
		this.direct.complete(upload, Map.of(1, tag.replace("\"", ""))).hasStatus(200);
	}

	/** As {@code curl --data-binary} calls it unless it is told otherwise. */
	@Test
	void aPartMayBeCalledAForm() {
		Upload upload = begin();
		URI url = URI.create(this.direct.sign(upload, 1).json().get("url").asString());

		assertThat(DirectClient.put(url, SMALL, "Content-Type", "application/x-www-form-urlencoded").statusCode())
			.isEqualTo(200);
		this.direct.abort(upload).hasStatus(200);
	}

	@Test
	void aUrlTakesItsPartAndNothingElse() {
		Upload upload = begin();
		String url = this.direct.sign(upload, 1).json().get("url").asString();

		for (String other : List.of(url.replace("partNumber=1", "partNumber=2"),
				url.replace(upload.key(), "other-" + upload.key()), url.replaceAll("&?uploadId=[^&]*", ""),
				url.replaceAll("X-Amz-Expires=[0-9]+", "X-Amz-Expires=604800"))) {
			assertThat(other).isNotEqualTo(url);
			assertThat(DirectClient.put(URI.create(other), SMALL).statusCode()).as(other).isEqualTo(403);
		}
		assertThat(this.direct.list(upload).json()).isEmpty();
		assertThat(url).contains("X-Amz-Expires=900");
		assertThat(this.direct.abort(upload).hasStatus(200).text()).isEqualTo("{}");
	}

	@Test
	void completedTwiceItIsOneBackup() {
		Upload upload = begin(LARGE.length);
		Map<Integer, String> tags = this.direct.putAll(upload, LARGE);

		Answer first = this.direct.complete(upload, tags).hasStatus(200);

		assertThat(this.direct.complete(upload, tags).hasStatus(200).text()).isEqualTo(first.text());
		assertThat(this.direct.complete(upload).hasStatus(200).text()).isEqualTo(first.text());
		this.direct.abort(upload).hasStatus(200);
		assertThat(objects()).containsExactly(upload.key());
		assertThat(this.direct.list(upload).hasStatus(200).json().findValuesAsString("PartNumber"))
			.as("none is missing")
			.containsExactly("1", "2", "3");
	}

	@Test
	void completedTwiceAtOnceItIsOneBackup() throws Exception {
		Upload upload = begin(LARGE.length);
		this.direct.putAll(upload, LARGE);
		Callable<Answer> complete = () -> this.direct.complete(upload);
		ExecutorService clients = Executors.newFixedThreadPool(4);
		try {
			for (Future<Answer> answer : clients.invokeAll(List.of(complete, complete, complete, complete))) {
				answer.get().hasStatus(200);
			}
		}
		finally {
			clients.shutdownNow();
		}
		assertThat(objects()).containsExactly(upload.key());
	}

	@Test
	void whatOthersHaveStoredUnderItsNameStays() {
		Upload upload = begin(LARGE.length);
		this.direct.putAll(upload, LARGE);
		this.coffer.uploadAs(upload.key(), SMALL).hasStatus(201);

		this.direct.complete(upload).isProblem(409, "backup-exists");

		assertThat(this.store.get(upload.key())).isEqualTo(SMALL);
		assertThat(openUploads()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "notes.html, text/html, unsupported-archive, 415", "notes.tar.gz, '', '', 200",
			"notes, application/gzip, '', 200", "'', application/zip, '', 200", "'', '', unsupported-archive, 415" })
	void theNameOrTheMediaTypeTellsTheKind(String filename, String type, String code, int status) {
		Answer begun = this.coffer.sendJson("POST", "/uploads/s3/multipart",
				"{\"filename\": \"%s\", \"type\": \"%s\"}".formatted(filename, type));

		if (status == 200) {
			Upload upload = new Upload(begun.hasStatus(200).key(), begun.json().get("uploadId").asString());
			this.direct.abort(upload).hasStatus(200);
			return;
		}
		begun.isProblem(status, code);
	}

	@Test
	void anUploadIsItsDevicesAlone() {
		Upload upload = begin();
		Coffer other = device("other-" + UUID.randomUUID());
		Upload forged = new Upload(upload.key(), upload.id().substring(0, upload.id().length() - 4) + "AAAA");
		Upload renamed = new Upload("other-" + upload.key(), upload.id());

		for (DirectClient client : List.of(this.direct.as(other), this.direct)) {
			for (Upload wrong : client.coffer().equals(other) ? List.of(upload) : List.of(forged, renamed)) {
				client.sign(wrong, 1).isProblem(404, "upload-not-found");
				client.coffer().get(client.path(wrong, "/batch") + "&partNumbers=1").isProblem(404, "upload-not-found");
				client.list(wrong).isProblem(404, "upload-not-found");
				client.complete(wrong, Map.of(1, "x")).isProblem(404, "upload-not-found");
				client.abort(wrong).isProblem(404, "upload-not-found");
			}
		}
		this.direct.begin("a.zip", Map.of("device", "another")).isProblem(403, "foreign-device");
		this.direct.send(upload, SMALL).hasStatus(200);
	}

	@Test
	void theAdministratorMayGoOnWithIt() {
		Upload upload = begin();

		this.direct.as(admin()).send(upload, SMALL).hasStatus(200);
	}

	@Test
	void aBackupThatAnotherDeviceHasMadeMeanwhileIsNotPassedOver() {
		String base = this.coffer.upload(SMALL, query()).hasStatus(201).key();
		Map<String, String> start = Map.of("application", this.application, "basedOn", base, "onNewer", "reject");
		Upload upload = this.direct.begun("a.zip", start);
		String newer = device("other-" + UUID.randomUUID()).upload(SMALL, query()).hasStatus(201).key();

		Answer refused = this.direct.send(upload, SMALL).isProblem(412, "newer-backup-exists");

		assertThat(refused.text()).contains(newer);
		this.direct.begin("a.zip", start).isProblem(412, "newer-backup-exists");
		assertThat(openUploads()).isEmpty();
	}

}
