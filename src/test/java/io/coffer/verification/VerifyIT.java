package io.coffer.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reading a backup back, in the embedded store. */
class VerifyIT extends AbstractBackupIT {

	@Test
	void aWholeBackupPasses() {
		byte[] archive = Archives.zip(3000);
		String key = this.coffer.upload(archive, query()).hasStatus(201).key();

		JsonNode report = verify(key).hasStatus(200).json();

		assertThat(report.get("passed").asBoolean()).isTrue();
		assertThat(report.get("key").asString()).isEqualTo(key);
		assertThat(report.get("size").asLong()).isEqualTo(3000);
		assertThat(report.get("sha256").asString()).isEqualTo(Archives.sha256(archive));
		assertThat(report.get("entries").asLong()).isEqualTo(1);
		assertThat(report.findValuesAsString("status")).containsExactly("passed", "passed", "passed");
	}

	@Test
	void anUnknownDigestIsComputedAndNotCompared() {
		byte[] archive = Archives.zip(3000);
		this.store.put(this.application + ".zip", archive);

		JsonNode report = verify(this.application + ".zip").hasStatus(200).json();

		assertThat(report.get("passed").asBoolean()).isTrue();
		assertThat(report.get("sha256").asString()).isEqualTo(Archives.sha256(archive));
		assertThat(report.at("/steps/1/status").asString()).isEqualTo("skipped");
		assertThat(report.at("/steps/1/code").asString()).isEqualTo("digest-unknown");
	}

	@Test
	void aDamagedBackupIsAnAnswerThatNamesTheDamage() {
		String key = this.application + ".zip";
		this.store.put(key, Arrays.copyOf(Archives.zip(3000), 2000));

		JsonNode report = verify(key).hasStatus(200).json();

		assertThat(report.get("passed").asBoolean()).isFalse();
		assertThat(report.at("/steps/0/status").asString()).isEqualTo("passed");
		assertThat(report.at("/steps/2/name").asString()).isEqualTo("archive");
		assertThat(report.at("/steps/2/status").asString()).isEqualTo("failed");
		assertThat(report.at("/steps/2/code").asString()).isEqualTo("truncated");
		assertThat(report.at("/steps/2/hint").asString()).isNotEmpty();
	}

	@Test
	void whatHasNoStructureIsCheckedBySizeAndDigest() {
		String key = this.coffer.uploadAs(this.application + ".bak", new byte[1000]).hasStatus(201).key();

		JsonNode report = verify(key).hasStatus(200).json();

		assertThat(report.findValuesAsString("status")).containsExactly("passed", "passed", "skipped");
		assertThat(report.has("entries")).isFalse();
	}

	@Test
	void theAnswerIsOneLineIfThatIsAskedForAndAllIsDoneAtOnce() {
		String key = this.coffer.upload(Archives.zip(3000), query()).key();

		Answer answer = admin().post("/backups/" + key + "/verify", "Accept", "application/x-ndjson").hasStatus(200);

		assertThat(answer.header("Content-Type")).hasValue("application/x-ndjson");
		String last = answer.text().lines().reduce((before, line) -> line).orElseThrow();
		assertThat(last).startsWith("{\"result\":{").contains("\"passed\":true");
	}

	@Test
	void whatIsNotThereIsAProblem() {
		verify(this.application + ".zip").isProblem(404, "backup-not-found");
		verify("no-archive.exe").isProblem(400, "invalid-name");
		admin().post("/backups/" + this.application + ".zip/verify", "Accept", "application/x-ndjson")
			.isProblem(404, "backup-not-found");
	}

	@Test
	void aDeviceMayNot() {
		String key = this.coffer.upload(Archives.zip(3000), query()).key();

		this.coffer.post("/backups/" + key + "/verify").isProblem(403, "forbidden");
	}

	private Answer verify(String key) {
		return admin().post("/backups/" + key + "/verify");
	}

}
