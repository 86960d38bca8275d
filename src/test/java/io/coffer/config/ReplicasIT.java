package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.Provider;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two Coffers that share a bucket and nothing else. Neither can lock the other out, so
 * that the store's own guard decides.
 */
class ReplicasIT extends RunningCoffer {

	private static final int LARGE = 8 * 1024 * 1024 + 1;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path data;

	private static @Nullable StartedCoffer one;

	private static @Nullable StartedCoffer other;

	private PlainS3 bucket;

	private List<Coffer> replicas;

	@BeforeEach
	void twoReplicas() {
		if (one == null || other == null) {
			one = start("one");
			other = start("other");
		}
		this.bucket = new PlainS3(this.embedded.open().withRootPath("replicas-of-one/"));
		this.replicas = List.of(one.admin(), other.admin());
		this.replicas.forEach((replica) -> use(replica, Provider.GENERIC));
	}

	@AfterAll
	static void theyStop() {
		for (StartedCoffer replica : new StartedCoffer[] { one, other }) {
			if (replica != null) {
				replica.close();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, LARGE })
	void ofTwoWritersOfOneNameOneIsStoredWholeAndTheOtherIsTold(int size) throws Exception {
		for (int round = 0; round < 3; round++) {
			String key = "same-%d-%d.zip".formatted(size, round);
			List<byte[]> archives = List.of(Archives.zip(size), Archives.zip(size + 1));

			List<Answer> answers = atOnce(List.of(() -> this.replicas.get(0).uploadAs(key, archives.get(0)),
					() -> this.replicas.get(1).uploadAs(key, archives.get(1))));

			assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
			int winner = (answers.get(0).status() == 201) ? 0 : 1;
			answers.get(1 - winner).isProblem(409, "backup-exists");
			assertThat(Archives.sha256(this.bucket.get(key))).isEqualTo(Archives.sha256(archives.get(winner)));
			assertThat(this.bucket.openUploads()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, LARGE })
	void aRetryAtTheOtherReplicaIsAnsweredWithWhatIsStored(int size) {
		byte[] archive = Archives.zip(size);
		String key = "retry-" + size;
		Answer first = this.replicas.get(0).upload(archive, "", "Idempotency-Key", key).hasStatus(201);

		Answer retry = this.replicas.get(1).upload(archive, "", "Idempotency-Key", key).hasStatus(200);

		assertThat(retry.key()).isEqualTo(first.key());
	}

	/** The store is known to decide between two writers of one name. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void ofTwoTriesOfOneUploadOneIsStoredWhereTheStoreDecides(boolean equal) throws Exception {
		this.replicas.forEach((replica) -> use(replica, Provider.MINIO));
		for (int round = 0; round < 4; round++) {
			List<byte[]> archives = archives(equal, 2000 + round);

			List<Answer> answers = race("decided-" + equal + "-" + round, archives);

			whatIsAcknowledgedIsStored(answers, archives);
			assertThat(answers).extracting(Answer::key).containsOnly(answers.get(0).key());
			assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, equal ? 200 : 422);
		}
	}

	/**
	 * Neither replica knows the other, and nothing is known of the store's guard: then
	 * both archives may be stored, but none that was acknowledged is ever lost.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatIsAcknowledgedOfTwoTriesOfOneUploadIsStored(boolean equal) throws Exception {
		for (int round = 0; round < 4; round++) {
			List<byte[]> archives = archives(equal, 1000 + round);

			List<Answer> answers = race("race-" + equal + "-" + round, archives);

			whatIsAcknowledgedIsStored(answers, archives);
			assertThat(answers).extracting(Answer::status).contains(201).isSubsetOf(201, equal ? 200 : 422);
		}
	}

	@Test
	void aDeletionIsSeenByTheOtherReplicaAtOnce() {
		String key = this.replicas.get(0).upload(Archives.EMPTY_ZIP, "").hasStatus(201).key();

		this.replicas.get(1).delete("/backups/" + key).hasStatus(204);

		this.replicas.get(0).get("/backups/" + key).isProblem(404, "backup-not-found");
		this.replicas.get(0).delete("/backups/" + key).hasStatus(204);
	}

	private static StartedCoffer start(String name) {
		return StartedCoffer.on(data.resolve(name));
	}

	private void use(Coffer replica, Provider provider) {
		SettingsJson.of(this.embedded.open())
			.at("replicas-of-one")
			.with("provider", provider.id())
			.putUnchecked(replica)
			.hasStatus(200);
	}

	private static List<byte[]> archives(boolean equal, int size) {
		byte[] other = Archives.zip(size);
		if (!equal) {
			other[size / 2]++;
		}
		return List.of(Archives.zip(size), other);
	}

	private List<Answer> race(String key, List<byte[]> archives) throws Exception {
		return atOnce(List.of(() -> this.replicas.get(0).upload(archives.get(0), "", "Idempotency-Key", key),
				() -> this.replicas.get(1).upload(archives.get(1), "", "Idempotency-Key", key)));
	}

	private void whatIsAcknowledgedIsStored(List<Answer> answers, List<byte[]> archives) {
		for (int i = 0; i < answers.size(); i++) {
			Answer answer = answers.get(i);
			if (answer.status() == 422) {
				answer.isProblem(422, "idempotency-key-reused");
			}
			else {
				assertThat(this.bucket.get(answer.key())).isEqualTo(archives.get(i));
			}
		}
	}

	private static List<Answer> atOnce(List<Callable<Answer>> uploads) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(uploads.size());
		try {
			List<Answer> answers = new ArrayList<>();
			for (Future<Answer> answer : clients.invokeAll(uploads)) {
				answers.add(answer.get());
			}
			return answers;
		}
		finally {
			clients.shutdownNow();
		}
	}

}
