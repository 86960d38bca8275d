package io.coffer.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.providers.S3Settings;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.CofferProcess;
import io.coffer.testing.DirectClient;
import io.coffer.testing.DirectClient.Upload;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes of the jar that share a bucket and what their environment says, and
 * keep nothing.
 */
class ReplicaProcessesIT extends RunningCoffer {

	private static final String ROOT = "replica-processes/";

	private static final Map<String, String> ENVIRONMENT = Map.of("COFFER_ENCRYPTION_KEY",
			"q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=", "COFFER_RETENTION_GRACE", "PT0S");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
		.withZone(ZoneOffset.UTC);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path directory;

	private static final List<CofferProcess> PROCESSES = new ArrayList<>();

	private final String id = UUID.randomUUID().toString();

	@SuppressWarnings("NullAway.Init")
	private PlainS3 bucket;

	@BeforeEach
	void threeReplicas() throws Exception {
		S3Settings store = settings();
		if (PROCESSES.isEmpty()) {
			PROCESSES.addAll(atOnce(IntStream.range(0, 3)
				.<Callable<CofferProcess>>mapToObj(
						(i) -> () -> CofferProcess.start(directory.resolve("replica-" + i), store, ENVIRONMENT))
				.toList()));
		}
		this.bucket = new PlainS3(store);
	}

	@AfterAll
	static void theyEnd() {
		PROCESSES.forEach(CofferProcess::close);
		PROCESSES.clear();
	}

	@Test
	void aTokenThatOneMakesWorksAtTheOthersAtOnceAndEndsEverywhereWhenOneRevokesIt() {
		String earlier = token(2, "laptop-" + this.id);
		IntStream.range(0, 3).forEach((replica) -> as(replica, earlier).get("/backups").hasStatus(200));
		String token = token(0, "laptop-" + this.id);
		IntStream.range(0, 3).forEach((replica) -> as(replica, token).get("/backups").hasStatus(200));
		IntStream.range(0, 3)
			.forEach((replica) -> as(replica, earlier).get("/backups").isProblem(401, "unauthenticated"));

		admin(1).delete("/devices/laptop-" + this.id + "/token").hasStatus(204);

		as(1, token).get("/backups").isProblem(401, "unauthenticated");
		await().untilAsserted(() -> as(0, token).get("/backups").isProblem(401, "unauthenticated"));
		await().untilAsserted(() -> as(2, token).get("/backups").isProblem(401, "unauthenticated"));
		as(2, token(1, "laptop-" + this.id)).get("/backups").hasStatus(200);
	}

	@Test
	void anUploadToOneEndsWithTheTokenThatAnotherRevokes() throws IOException {
		byte[] archive = Archives.zip(1_000_000);
		String token = token(0, "uploading-" + this.id);
		as(1, token).get("/backups").hasStatus(200);
		try (Wire wire = Wire.to(PROCESSES.get(1).port())) {
			wire.head("POST /backups?application=notes HTTP/1.1", "Host: localhost", "Connection: close",
					"Authorization: Bearer " + token, "Content-Length: 50000000");
			wire.send(archive);

			admin(0).delete("/devices/uploading-" + this.id + "/token").hasStatus(204);

			wire.answer().isProblem(401, "unauthenticated");
		}
		assertThat(this.bucket.keys("")).noneMatch((key) -> key.contains("uploading-" + this.id));
	}

	@Test
	void anUploadWhoseReplicaIsKilledIsRepeatedOrGoesOnAtOthers() throws Exception {
		byte[] archive = Archives.zip(3_000_000);
		byte[] large = Archives.zip(2 * DirectClient.PART + 1);
		String token = token(0, "killed-" + this.id);
		Upload upload;
		try (CofferProcess victim = CofferProcess.start(directory.resolve("victim-" + this.id), settings(),
				ENVIRONMENT); Wire wire = Wire.to(victim.port())) {
			wire.head("POST /backups?application=notes HTTP/1.1", "Host: localhost", "Idempotency-Key: " + this.id,
					"Authorization: Bearer " + token, "Content-Length: " + archive.length);
			wire.send(Arrays.copyOf(archive, archive.length / 2));
			DirectClient direct = new DirectClient(new Coffer(victim.port(), token));
			upload = direct.begun("large.zip", Map.of("size", large.length));
			direct.put(upload, large, 1);
			victim.kill();
		}

		Answer first = as(0, token).upload(archive, "?application=notes", "Idempotency-Key", this.id).hasStatus(201);
		Answer again = as(2, token).upload(archive, "?application=notes", "Idempotency-Key", this.id).hasStatus(200);

		assertThat(again.key()).isEqualTo(first.key());
		new DirectClient(as(1, token)).put(upload, large, 2);
		new DirectClient(as(2, token)).put(upload, large, 3);
		atOnce(IntStream.range(0, 3)
			.<Callable<Answer>>mapToObj((replica) -> () -> new DirectClient(as(replica, token)).complete(upload))
			.toList()).forEach((answer) -> answer.hasStatus(200));
		assertThat(this.bucket.keys("")).filteredOn((key) -> key.contains("killed-" + this.id))
			.containsExactlyInAnyOrder(first.key(), upload.key());
		assertThat(this.bucket.get(upload.key())).isEqualTo(large);
		assertThat(as(1, token).get("/backups/" + first.key() + "/content").body()).isEqualTo(archive);
	}

	@Test
	void ofChangesAtTheSameTimeEachFactIsOneThatWasAcknowledgedAndNoOtherIsLost() throws Exception {
		List<Callable<Answer>> same = new ArrayList<>();
		List<Callable<Answer>> different = new ArrayList<>();
		for (int i = 0; i < 9; i++) {
			int number = i;
			same.add(() -> admin(number % 3).post("/devices/same-" + this.id + "/token"));
			different.add(() -> admin(number % 3).post("/devices/other-" + number + "-" + this.id + "/token"));
			different.add(() -> admin(number % 3).sendJson("PUT", "/retention",
					"{\"keepLast\": %d}".formatted(100 + number)));
		}
		List<Callable<Answer>> all = new ArrayList<>(same);
		all.addAll(different);

		List<Answer> answers = atOnce(all);

		List<String> tokens = answers.subList(0, 9)
			.stream()
			.map((answer) -> answer.hasStatus(201).json().get("token").asString())
			.toList();
		await().untilAsserted(
				() -> assertThat(tokens)
					.filteredOn((token) -> IntStream.range(0, 3)
						.allMatch((replica) -> as(replica, token).get("/backups").status() == 200))
					.hasSize(1));
		assertThat(tokens)
			.filteredOn((token) -> IntStream.range(0, 3)
				.anyMatch((replica) -> as(replica, token).get("/backups").status() == 200))
			.hasSize(1);
		for (int i = 9; i < answers.size(); i += 2) {
			String token = answers.get(i).hasStatus(201).json().get("token").asString();
			IntStream.range(0, 3).forEach((replica) -> as(replica, token).get("/backups").hasStatus(200));
			answers.get(i + 1).hasStatus(200);
		}
		await().until(() -> keepLast(0) == keepLast(1) && keepLast(1) == keepLast(2));
		assertThat(keepLast(0)).isBetween(100, 108);
	}

	@Test
	void retentionAtTheSameTimeRemovesNothingOutsideThePlan() throws Exception {
		String device = "retained-" + this.id;
		String token = token(0, device);
		admin(0).sendJson("PUT", "/retention", "{\"keepLast\": 1000}").hasStatus(200);
		List<String> keys = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			String key = "notes.%s.%s.%02d.zip".formatted(TIME.format(Instant.now()), device, i);
			admin(i % 3).uploadAs(key, Archives.zip(1000 + i)).hasStatus(201);
			keys.add(key);
		}
		admin(0).sendJson("PUT", "/retention", "{\"keepLast\": 5}").hasStatus(200);
		await().until(() -> keepLast(0) == 5 && keepLast(1) == 5 && keepLast(2) == 5);

		List<Answer> answers = atOnce(IntStream.range(0, 3)
			.<Callable<Answer>>mapToObj((i) -> () -> admin(i).post("/retention/apply"))
			.toList());

		assertThat(answers).allSatisfy((answer) -> answer.hasStatus(200));
		assertThat(this.bucket.keys("")).filteredOn((key) -> key.contains(device))
			.containsExactlyInAnyOrderElementsOf(keys.subList(7, 12));
		as(2, token).get("/backups/" + keys.get(11)).hasStatus(200);
	}

	@Test
	void twoUploadsUnderOneNameGiveOneWinner() throws Exception {
		for (int round = 0; round < 3; round++) {
			String key = "same-%d-%s.zip".formatted(round, this.id);
			List<byte[]> archives = List.of(Archives.zip(2000), Archives.zip(2001));

			List<Answer> answers = atOnce(List.of(() -> admin(0).uploadAs(key, archives.get(0)),
					() -> admin(1).uploadAs(key, archives.get(1))));

			assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
			int winner = (answers.get(0).status() == 201) ? 0 : 1;
			assertThat(admin(2).get("/backups/" + key + "/content").body()).isEqualTo(archives.get(winner));
		}
	}

	@Test
	void noneOfThemKeepsAnything() {
		token(0, "anything-" + this.id);
		for (int i = 0; i < 3; i++) {
			assertThat(directory.resolve("replica-" + i).resolve("data")).doesNotExist();
		}
	}

	private S3Settings settings() {
		return this.embedded.open().withRootPath(ROOT);
	}

	private static Coffer admin(int replica) {
		return PROCESSES.get(replica).admin();
	}

	private static Coffer as(int replica, String token) {
		return new Coffer(PROCESSES.get(replica).port(), token);
	}

	private static String token(int replica, String device) {
		return admin(replica).post("/devices/" + device + "/token").hasStatus(201).json().get("token").asString();
	}

	private static int keepLast(int replica) {
		return admin(replica).get("/retention").hasStatus(200).json().get("keepLast").asInt();
	}

	private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(calls.size());
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> result : threads.invokeAll(calls)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			threads.shutdown();
		}
	}

}
