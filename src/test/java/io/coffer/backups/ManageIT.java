package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One backup alone: shown, the latest of a device, deleted. */
class ManageIT extends AbstractBackupIT {

	@Test
	void aBackupIsShownWithEverythingThatIsKnown() {
		byte[] archive = Archives.zip(1000);
		Answer stored = this.coffer.upload(archive, query("filename=mine.zip")).hasStatus(201);

		JsonNode shown = this.coffer.get("/backups/" + stored.key()).hasStatus(200).json();

		assertThat(shown).isEqualTo(stored.json());
		assertThat(shown.propertyNames()).containsExactlyInAnyOrder("key", "size", "lastModified", "etag",
				"application", "device", "createdAt", "contentType", "filename", "sha256", "sha256Source");
		assertThat(shown.get("size").asLong()).isEqualTo(1000);
		assertThat(shown.get("filename").asString()).isEqualTo("mine.zip");
		assertThat(shown.get("sha256").asString()).isEqualTo(Archives.sha256(archive));
	}

	@Test
	void headAnswersAsGetWithoutABody() throws IOException {
		String path = "/backups/" + this.coffer.upload(Archives.EMPTY_ZIP, query()).key();

		Answer get = this.coffer.get(path).hasStatus(200);
		Answer head = this.coffer.head(path).hasStatus(200);

		assertThat(head.body()).isEmpty();
		assertThat(head.header("ETag")).isEqualTo(get.header("ETag")).isPresent();
		assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
		Wire.Answer gone = Wire.ask(this.port, "HEAD /backups/" + this.application + ".zip", bearer());
		assertThat(gone.status()).isEqualTo(404);
		assertThat(gone.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(gone.body()).isEmpty();
	}

	@Test
	void whatIsNotThereIsAProblem() {
		String path = "/backups/" + this.application + ".zip";

		this.coffer.get(path).isProblem(404, "backup-not-found");
		this.coffer.get(path + "/content").isProblem(404, "backup-not-found");
		this.coffer.post(path + "/restore").isProblem(404, "backup-not-found");
		this.coffer.get("/backups/latest?device=" + this.device).isProblem(404, "backup-not-found");
	}

	@Test
	void theLatestOfADeviceIsKnownByItsTag() {
		Answer first = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);
		String path = "/backups/latest?device=" + this.device;
		Answer latest = this.coffer.get(path).hasStatus(200);
		String tag = latest.header("ETag").orElseThrow();

		assertThat(latest.json()).isEqualTo(first.json());
		assertThat(tag).isEqualTo(first.header("ETag").orElseThrow()).matches("\"[0-9a-f]+\"");
		Answer unchanged = this.coffer.get(path, "If-None-Match", tag).hasStatus(304);
		assertThat(unchanged.body()).isEmpty();
		assertThat(unchanged.header("ETag")).hasValue(tag);
		this.coffer.get(path, "If-None-Match", "\"another\", W/" + tag).hasStatus(304);
		this.coffer.get(path, "If-None-Match", "\"another\"").hasStatus(200);

		await().until(() -> Instant.now().isAfter(lastModified(latest).plusSeconds(1)));
		Answer second = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);

		assertThat(this.coffer.get(path, "If-None-Match", tag).hasStatus(200).key()).isEqualTo(second.key());
	}

	@Test
	void oneBackupIsKnownByItsTagToo() {
		Answer stored = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);
		String path = "/backups/" + stored.key();

		this.coffer.get(path, "If-None-Match", stored.header("ETag").orElseThrow()).hasStatus(304);
		this.coffer.head(path, "If-None-Match", stored.header("ETag").orElseThrow()).hasStatus(304);
		this.coffer.get(path, "If-None-Match", "\"another\"").hasStatus(200);
	}

	@Test
	void theLatestOfAllOthersLeavesOneDeviceOut() {
		String other = this.device + "-2";
		Answer mine = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);
		await().until(() -> Instant.now().isAfter(lastModified(mine).plusSeconds(1)));
		Answer theirs = device(other).upload(Archives.EMPTY_ZIP, query()).hasStatus(201);

		assertThat(this.coffer.get("/backups/latest?exceptDevice=" + this.device).hasStatus(200).key())
			.isEqualTo(theirs.key());
		assertThat(this.coffer.get("/backups/latest?exceptDevice=" + other).hasStatus(200).key())
			.isNotEqualTo(theirs.key());
		assertThat(this.coffer.get("/backups/latest?device=" + other + "&exceptDevice=" + this.device)
			.hasStatus(200)
			.key()).isEqualTo(theirs.key());
		this.coffer.get("/backups/latest?device=" + this.device + "&exceptDevice=" + this.device)
			.isProblem(404, "backup-not-found");
	}

	@Test
	void deletingTwiceIsFine() {
		Answer stored = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);

		assertThat(admin().delete("/backups/" + stored.key()).hasStatus(204).body()).isEmpty();
		admin().delete("/backups/" + stored.key()).hasStatus(204);

		this.coffer.get("/backups/" + stored.key()).isProblem(404, "backup-not-found");
		assertThat(objects()).isEmpty();
	}

	@Test
	void aDeviceDeletesNothing() {
		Answer stored = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);

		this.coffer.delete("/backups/" + stored.key()).isProblem(403, "forbidden");

		assertThat(objects()).containsExactly(stored.key());
	}

	@Test
	void everyDeviceReadsEveryBackup() {
		Answer stored = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);
		Coffer other = device("another");

		other.get("/backups/" + stored.key()).hasStatus(200);
		other.get("/backups/" + stored.key() + "/content").hasStatus(200);
		other.post("/backups/" + stored.key() + "/restore").hasStatus(200);
	}

	private static Instant lastModified(Answer answer) {
		return Instant.parse(answer.json().get("lastModified").asString());
	}

}
