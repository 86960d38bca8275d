package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Form;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup under a name of the client's choosing is never overwritten. */
class ChosenNameIT extends AbstractBackupIT {

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

		Wire.Answer again = announce("Repr-Digest: " + Archives.digestHeader(archive), 1000);
		Wire.Answer conflict = announce("Repr-Digest: " + Archives.digestHeader(Archives.EMPTY_ZIP), 1000);
		Wire.Answer larger = announce("Idempotency-Key: one", 1001);
		Wire.Answer unknown = announce("X-Nothing: else", 1000);
		assertThat(again.status()).as(again.body()).isEqualTo(200);
		assertThat(again.json().get("sha256").asString()).isEqualTo(Archives.sha256(archive));
		assertThat(conflict.isProblem(409, "backup-exists").json().get("size").asInt()).isEqualTo(1000);
		larger.isProblem(409, "backup-exists");
		unknown.isProblem(409, "backup-exists");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, PART + 1 })
	void anotherArchiveIsRefusedAlthoughItClaimsToBeTheSame(int size) {
		byte[] archive = Archives.zip(size);
		byte[] other = Archives.zip(size);
		other[size / 2]++;
		this.coffer.uploadAs(this.key, archive, "Idempotency-Key", "one").hasStatus(201);

		this.coffer.uploadAs(this.key, other, "Idempotency-Key", "one").isProblem(409, "backup-exists");
		this.coffer.uploadAs(this.key, other, "Idempotency-Key", "one", "Repr-Digest", Archives.digestHeader(other))
			.isProblem(409, "backup-exists");
		this.coffer.uploadAs(this.key, other, "Repr-Digest", Archives.digestHeader(archive))
			.isProblem(422, "digest-mismatch");

		assertThat(this.store.get(this.key)).isEqualTo(archive);
		this.coffer.uploadAs(this.key, archive, "Idempotency-Key", "one").hasStatus(200);
	}

	@Test
	void aLargeBackupWithoutADigestIsReadToProveThatItIsTheSame() {
		byte[] archive = Archives.zip(PART + 1);
		this.coffer.uploadAs(this.key, archive).hasStatus(201);

		Answer again = this.coffer.uploadAs(this.key, archive, "Repr-Digest", Archives.digestHeader(archive))
			.hasStatus(200);

		assertThat(again.json().get("sha256").asString()).isEqualTo(Archives.sha256(archive));
	}

	@ParameterizedTest
	@ValueSource(strings = { "laptop-2 ", "\u7535\u8111-" })
	void aNameThatTellsNoDeviceIsThatOfTheTokensDevice(String name) {
		String device = name + UUID.randomUUID();

		device(device).uploadAs(this.key, Archives.EMPTY_ZIP).hasStatus(201);

		assertThat(this.coffer.get("/backups/" + this.key).json().get("device").asString()).isEqualTo(device);
		assertThat(this.coffer.get("/backups?q=" + this.key).json().get("items").get(0).has("device")).isFalse();
	}

	@Test
	void otherRefusalsComeBeforeTheBodyToo() throws IOException {
		ask("PUT /backups/" + this.application + ".exe", "X-Nothing: else", 1000).isProblem(400, "invalid-name");
		ask("POST /backups?filename=a.exe", "X-Nothing: else", 1000).isProblem(415, "unsupported-archive");
		ask("POST /backups?device=other", "X-Nothing: else", 1000).isProblem(403, "foreign-device");
		ask("POST /backups", "Content-Encoding: gzip", 1000).isProblem(415, "unsupported-encoding");
		ask("POST /backups", "Repr-Digest: sha-256=:x:", 1000).isProblem(400, "invalid-digest");
	}

	/** Asks for leave to send the archive, as curl does before a large body. */
	private Wire.Answer announce(String header, int size) throws IOException {
		return ask("PUT /backups/" + this.key, header, size);
	}

	private Wire.Answer ask(String line, String header, int size) throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head(line + " HTTP/1.1", "Host: localhost", bearer(), header, "Content-Length: " + size,
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
