package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.backups.Sha256;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Form;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Uploads that are tried again, since the client does not know whether the first try
 * arrived.
 */
class RepeatedUploadIT extends AbstractBackupIT {

	@ParameterizedTest
	@ValueSource(ints = { 22, PART + 1 })
	void aRetryIsAnsweredWithWhatIsStored(int size) {
		byte[] archive = Archives.zip(size);
		Answer first = this.coffer.upload(archive, query(), "Idempotency-Key", "one").hasStatus(201);

		Answer retry = this.coffer.upload(archive, query(), "Idempotency-Key", "one").hasStatus(200);

		assertThat(retry.key()).isEqualTo(first.key());
		assertThat(retry.header("Location")).isEqualTo(first.header("Location"));
		assertThat(retry.header("ETag")).isEqualTo(first.header("ETag"));
		assertThat(objects()).containsExactly(first.key());
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void aRetryAsAFormOrOfUnknownLengthIsARetryToo() {
		Answer first = this.coffer.upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "one").hasStatus(201);

		assertThat(chunked(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "one").hasStatus(200).key())
			.isEqualTo(first.key());
		assertThat(new Form().field("application", this.application)
			.file("a.zip", Archives.EMPTY_ZIP)
			.send(this.coffer, "Idempotency-Key", "one")
			.hasStatus(200)
			.key()).isEqualTo(first.key());
	}

	@Test
	void anotherKeyApplicationOrTokenMakesAnotherBackup() {
		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "one").hasStatus(201);

		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "two").hasStatus(201);
		this.coffer.upload(Archives.EMPTY_ZIP, query() + "-2", "Idempotency-Key", "one").hasStatus(201);
		device("another").upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "one").hasStatus(201);
		admin().upload(Archives.EMPTY_ZIP, query("device=" + this.device), "Idempotency-Key", "one").hasStatus(201);
		this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);

		assertThat(objects()).hasSize(6).doesNotHaveDuplicates();
	}

	@Test
	void theKeyItselfIsNotKept() {
		Answer stored = this.coffer.upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "a-secret-of-mine")
			.hasStatus(201);

		String hash = this.store.metadata(stored.key()).getOrDefault("coffer-idempotency", "");
		assertThat(hash).matches("[0-9a-f]{64}");
		assertThat(stored.key()).endsWith("." + hash.substring(0, 12) + ".zip");
	}

	@Test
	void anObjectThatOnlyHasTheTagIsNoRetry() {
		Answer first = this.coffer.upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "one").hasStatus(201);
		admin().delete("/backups/" + first.key()).hasStatus(204);
		this.store.put(first.key(), Archives.EMPTY_ZIP);
		await().until(() -> Instant.now().isAfter(createdAt(first).plusSeconds(1)));

		Answer second = this.coffer.upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "one").hasStatus(201);

		assertThat(second.key()).isNotEqualTo(first.key());
		assertThat(objects()).containsExactlyInAnyOrder(first.key(), second.key());
	}

	@Test
	void aRetryIsAnsweredBeforeItsBody() throws IOException {
		Answer first = this.coffer.upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "one").hasStatus(201);

		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /backups" + query() + " HTTP/1.1", "Host: localhost", bearer(), "Idempotency-Key: one",
					"Repr-Digest: " + Archives.digestHeader(Archives.EMPTY_ZIP), "Content-Length: 22",
					"Expect: 100-continue");
			Wire.Answer answer = wire.nextAnswer();
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().get("key").asString()).isEqualTo(first.key());
		}
	}

	@Test
	void aRetryWithoutADigestIsAskedForItsBody() throws IOException {
		Answer first = this.coffer.upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "one").hasStatus(201);

		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /backups" + query() + " HTTP/1.1", "Host: localhost", bearer(), "Idempotency-Key: one",
					"Content-Length: 22", "Expect: 100-continue");
			assertThat(wire.line()).contains("100");
			assertThat(wire.line()).isEmpty();
			wire.send(Archives.EMPTY_ZIP);

			Wire.Answer answer = wire.nextAnswer();
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().get("key").asString()).isEqualTo(first.key());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, PART + 1 })
	void anotherArchiveUnderTheSameKeyIsRefused(int size) {
		byte[] archive = Archives.zip(size);
		byte[] other = Archives.zip(size);
		other[size / 2]++;
		Answer first = this.coffer.upload(archive, query(), "Idempotency-Key", "one").hasStatus(201);

		Answer compared = this.coffer.upload(other, query(), "Idempotency-Key", "one");
		isReused(compared, first);
		isReused(this.coffer.upload(other, query(), "Idempotency-Key", "one", "Repr-Digest",
				Archives.digestHeader(other)), first);
		isReused(this.coffer.upload(Archives.zip(size + 1), query(), "Idempotency-Key", "one"), first);
		isReused(chunked(other, query(), "Idempotency-Key", "one"), first);
		isReused(chunked(other, query("size=" + (size - 1)), "Idempotency-Key", "one"), first);
		isReused(new Form().field("application", this.application)
			.file("a.zip", other)
			.send(this.coffer, "Idempotency-Key", "one"), first);

		assertThat(objects()).containsExactly(first.key());
		assertThat(this.store.get(first.key())).isEqualTo(archive);
		this.coffer.upload(archive, query(), "Idempotency-Key", "one").hasStatus(200);
	}

	@Test
	void anotherArchiveIsRefusedBeforeItsBodyWhereDigestOrSizeTell() throws IOException {
		this.coffer.upload(Archives.zip(1000), query(), "Idempotency-Key", "one").hasStatus(201);

		for (List<String> told : List.of(List.of("Content-Length: 1001", "X-Nothing: else"),
				List.of("Content-Length: 1000", "Repr-Digest: " + Archives.digestHeader(Archives.EMPTY_ZIP)))) {
			try (Wire wire = Wire.to(this.port)) {
				wire.head("POST /backups" + query() + " HTTP/1.1", "Host: localhost", bearer(), "Idempotency-Key: one",
						told.get(0), told.get(1), "Expect: 100-continue");
				wire.nextAnswer().isProblem(422, "idempotency-key-reused");
			}
		}
	}

	@Test
	void whatIsSentMustHaveTheDigestThatWasPromised() {
		String digest = Archives.digestHeader(Archives.EMPTY_ZIP);
		byte[] other = Archives.EMPTY_ZIP.clone();
		other[21]++;
		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", "one").hasStatus(201);

		this.coffer.upload(other, query(), "Idempotency-Key", "one", "Repr-Digest", digest)
			.isProblem(422, "digest-mismatch");
		this.coffer.upload(other, query("skipIfUnchanged=true"), "Repr-Digest", digest)
			.isProblem(422, "digest-mismatch");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, PART + 1 })
	void ofTwoArchivesWithOneKeyAtTheSameTimeOneIsStored(int size) throws Exception {
		byte[] archive = Archives.zip(size);
		byte[] other = Archives.zip(size);
		other[size / 2]++;

		List<Answer> answers = allAtOnce(List.of(() -> this.coffer.upload(archive, query(), "Idempotency-Key", "one"),
				() -> this.coffer.upload(other, query(), "Idempotency-Key", "one")));

		int winner = (answers.get(0).status() == 201) ? 0 : 1;
		Answer stored = answers.get(winner).hasStatus(201);
		isReused(answers.get(1 - winner), stored);
		assertThat(objects()).containsExactly(stored.key());
		assertThat(this.store.get(stored.key())).isEqualTo((winner == 0) ? archive : other);
		assertThat(openUploads()).isEmpty();
	}

	/** The embedded store's promise lets the name be foreseen to the second. */
	@Test
	void aBackupUnderTheNameThatATryWouldGetIsNotOverwritten() {
		byte[] first = Archives.zip(1000);
		DateTimeFormatter second = DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);
		int tries = 0;
		for (Answer answer = null; answer == null || answer.status() == 201;) {
			String key = "key-" + tries++;
			assertThat(tries).isLessThan(20);
			String tag = Sha256.hex(this.device, key).substring(0, 12);
			Instant now = Instant.now();
			List<String> taken = IntStream.range(0, 5)
				.mapToObj((ahead) -> String.join(".", this.application, second.format(now.plusSeconds(ahead)),
						this.device, tag, "zip"))
				.toList();
			taken.forEach((name) -> this.coffer.uploadAs(name, first).hasStatus(201));

			answer = this.coffer.upload(Archives.EMPTY_ZIP, query(), "Idempotency-Key", key);

			taken.forEach((name) -> assertThat(this.store.get(name)).isEqualTo(first));
			if (answer.status() != 201) {
				answer.isProblem(409, "backup-exists");
				assertThat(answer.json().get("hint").asString()).contains("Try again");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 22, PART + 1 })
	void triesAtTheSameTimeEndInOneBackup(int size) throws Exception {
		byte[] archive = Archives.zip(size);
		int pairs = 6;
		List<Callable<Answer>> tries = new ArrayList<>();
		for (int i = 0; i < 2 * pairs; i++) {
			String key = "pair-" + i / 2;
			tries.add(() -> this.coffer.upload(archive, query(), "Idempotency-Key", key));
		}

		List<Answer> answers = allAtOnce(tries);

		for (int i = 0; i < pairs; i++) {
			Answer one = answers.get(2 * i);
			Answer other = answers.get(2 * i + 1);
			assertThat(List.of(one.status(), other.status())).as(one.text() + other.text()).isSubsetOf(200, 201);
			assertThat(one.key()).isEqualTo(other.key());
		}
		assertThat(objects()).containsExactlyInAnyOrderElementsOf(
				IntStream.range(0, pairs).mapToObj((i) -> answers.get(2 * i).key()).toList());
		assertThat(openUploads()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, PART + 1000 })
	void aTryThatWasOvertakenByItsRetryGivesWay(int size) throws IOException {
		byte[] archive = Archives.zip(size);
		try (Wire slow = Wire.to(this.port)) {
			slow.head("POST /backups" + query() + " HTTP/1.1", "Host: localhost", bearer(), "Idempotency-Key: one",
					"Connection: close", "Content-Length: " + size, "Expect: 100-continue");
			assertThat(slow.line()).contains("100");
			assertThat(slow.line()).isEmpty();
			slow.send(Arrays.copyOf(archive, size - 10));
			Instant begun = Instant.now();
			await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(begun.plusSeconds(1)));

			Answer retry = this.coffer.upload(archive, query(), "Idempotency-Key", "one").hasStatus(201);
			slow.send(Arrays.copyOfRange(archive, size - 10, size));

			Wire.Answer overtaken = slow.nextAnswer();
			assertThat(overtaken.status()).as(overtaken.body()).isEqualTo(200);
			assertThat(overtaken.json().get("key").asString()).isEqualTo(retry.key());
			assertThat(objects()).containsExactly(retry.key());
			assertThat(openUploads()).isEmpty();
		}
	}

	private static void isReused(Answer answer, Answer stored) {
		answer.isProblem(422, "idempotency-key-reused");
		assertThat(answer.json().get("key").asString()).isEqualTo(stored.key());
		assertThat(answer.json().get("size").asInt()).isEqualTo(stored.json().get("size").asInt());
	}

	private static Instant createdAt(Answer stored) {
		return Instant.parse(stored.json().get("createdAt").asString());
	}

	private static List<Answer> allAtOnce(List<Callable<Answer>> tries) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(tries.size());
		try {
			List<Answer> answers = new ArrayList<>();
			for (Future<Answer> answer : clients.invokeAll(tries)) {
				answers.add(answer.get());
			}
			return answers;
		}
		finally {
			clients.shutdownNow();
		}
	}

}
