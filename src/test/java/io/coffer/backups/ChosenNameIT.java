package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Form;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup under a name of the client's choosing is never overwritten. */
class ChosenNameIT extends BackupsRoom {

	private String key;

	@BeforeEach
	void aName() {
		this.key = this.application + ".zip";
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void anotherArchiveOfThatNameIsRefused(int size) {
		byte[] archive = Archives.zip(1000);
		this.coffer.uploadAs(this.key, archive).hasStatus(201);
		byte[] other = Archives.zip(size);

		existsAs(archive, this.coffer.uploadAs(this.key, other));
		existsAs(archive, this.coffer.uploadAs(this.key, other, "Repr-Digest", Archives.digestHeader(other)));
		existsAs(archive, this.coffer.uploadAs(this.key, other, "Idempotency-Key", "one"));
		existsAs(archive, new Form().file("a.zip", other).sendTo("PUT", "/backups/" + this.key, this.coffer));
		existsAs(archive, this.coffer.uploadAs(this.key, archive));
	}

	@Test
	void aLargeBackupThatHasNoDigestIsRefusedByItsSize() {
		this.coffer.uploadAs(this.key, Archives.zip(PART + 1)).hasStatus(201);

		Answer refused = this.coffer.uploadAs(this.key, Archives.EMPTY_ZIP).isProblem(409, "backup-exists");

		assertThat(refused.json().get("size").asInt()).isEqualTo(PART + 1);
		assertThat(refused.json().has("sha256")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void theSameArchiveAgainIsFine(int size) {
		byte[] archive = Archives.zip(size);
		String digest = Archives.digestHeader(archive);
		Answer first = this.coffer.uploadAs(this.key, archive, "Repr-Digest", digest).hasStatus(201);

		Answer again = this.coffer.uploadAs(this.key, archive, "Content-Digest", digest).hasStatus(200);
		Answer asForm = new Form().field("sha256", Archives.sha256(archive))
			.file("a.zip", archive)
			.sendTo("PUT", "/backups/" + this.key, this.coffer)
			.hasStatus(200);

		assertThat(again.json()).isEqualTo(first.json());
		assertThat(asForm.json()).isEqualTo(first.json());
		assertThat(again.header("Location")).isEqualTo(first.header("Location"));
		assertThat(objects()).containsExactly(this.key);
	}

	@Test
	void aRetryIsFine() {
		this.coffer.uploadAs(this.key, Archives.EMPTY_ZIP, "Idempotency-Key", "one").hasStatus(201);

		this.coffer.uploadAs(this.key, Archives.EMPTY_ZIP, "Idempotency-Key", "one").hasStatus(200);

		this.coffer.uploadAs(this.key, Archives.EMPTY_ZIP, "Idempotency-Key", "two").isProblem(409, "backup-exists");
		device("another").uploadAs(this.key, Archives.EMPTY_ZIP, "Idempotency-Key", "one")
			.isProblem(409, "backup-exists");
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void triesAtTheSameTimeAreAllAnsweredWithTheOneBackup(int size) throws Exception {
		byte[] archive = Archives.zip(size);
		Callable<Answer> byDigest = () -> this.coffer.uploadAs(this.key, archive, "Repr-Digest",
				Archives.digestHeader(archive), "Idempotency-Key", "one");

		ExecutorService clients = Executors.newFixedThreadPool(4);
		List<Integer> statuses = new ArrayList<>();
		try {
			for (Future<Answer> answer : clients.invokeAll(List.of(byDigest, byDigest, byDigest, byDigest))) {
				statuses.add(answer.get().status());
			}
		}
		finally {
			clients.shutdownNow();
		}

		assertThat(statuses).containsExactlyInAnyOrder(201, 200, 200, 200);
		assertThat(this.store.get(this.key)).isEqualTo(archive);
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void theAnswerComesBeforeTheBody() throws IOException {
		byte[] archive = Archives.zip(1000);
		this.coffer.uploadAs(this.key, archive, "Idempotency-Key", "one").hasStatus(201);

		Wire.Answer again = announce("Repr-Digest: " + Archives.digestHeader(archive));
		Wire.Answer retry = announce("Idempotency-Key: one");
		Wire.Answer conflict = announce("Repr-Digest: " + Archives.digestHeader(Archives.EMPTY_ZIP));
		Wire.Answer unknown = announce("X-Nothing: else");

		assertThat(again.status()).as(again.body()).isEqualTo(200);
		assertThat(again.json().get("sha256").asString()).isEqualTo(Archives.sha256(archive));
		assertThat(retry.status()).as(retry.body()).isEqualTo(200);
		assertThat(conflict.isProblem(409, "backup-exists").json().get("size").asInt()).isEqualTo(1000);
		unknown.isProblem(409, "backup-exists");
	}

	@Test
	void otherRefusalsComeBeforeTheBodyToo() throws IOException {
		ask("PUT /backups/" + this.application + ".exe", "X-Nothing: else").isProblem(400, "invalid-name");
		ask("POST /backups?filename=a.exe", "X-Nothing: else").isProblem(415, "unsupported-archive");
		ask("POST /backups?device=other", "X-Nothing: else").isProblem(403, "foreign-device");
		ask("POST /backups", "Content-Encoding: gzip").isProblem(415, "unsupported-encoding");
		ask("POST /backups", "Repr-Digest: sha-256=:x:").isProblem(400, "invalid-digest");
	}

	/** Asks for leave to send the archive, as curl does before a large body. */
	private Wire.Answer announce(String header) throws IOException {
		return ask("PUT /backups/" + this.key, header);
	}

	private Wire.Answer ask(String line, String header) throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head(line + " HTTP/1.1", "Host: localhost", bearer(), header, "Content-Length: 1000000000",
					"Expect: 100-continue");
			return wire.nextAnswer();
		}
	}

	private void existsAs(byte[] archive, Answer answer) {
		answer.isProblem(409, "backup-exists");
		assertThat(answer.json().get("size").asInt()).isEqualTo(archive.length);
		assertThat(answer.json().get("sha256").asString()).isEqualTo(Archives.sha256(archive));
		assertThat(this.store.get(this.key)).isEqualTo(archive);
		assertThat(objects()).containsExactly(this.key);
		assertThat(openUploads()).isEmpty();
	}

}
