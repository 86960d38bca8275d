package io.coffer.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.CofferProcess;
import io.coffer.testing.HostileArchives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A process with a small heap and, for files that grow, a full disk. */
@DisabledOnOs(OS.WINDOWS)
class ScarceResourcesIT {

	private static final int PART = 8 * 1024 * 1024;

	private static final int MEBIBYTE = 1024 * 1024;

	private static final int LARGEST_FILE = 24 * MEBIBYTE;

	/** With two parts in flight each, twice what the heap could hold. */
	private static final int AT_ONCE = 32;

	private static Path directory;

	private static CofferProcess process;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		directory = folder;
		process = CofferProcess.startOnFullDisk(directory, LARGEST_FILE);
	}

	@AfterAll
	static void end() {
		process.close();
	}

	@BeforeEach
	void nothingIsStored() {
		Coffer admin = process.admin();
		admin.get("/backups?limit=1000")
			.json()
			.get("items")
			.forEach((backup) -> admin.delete("/backups/" + backup.get("key").asString()));
	}

	@Test
	void manyUploadsAtOnceAreStoredOrToldToComeAgain() {
		byte[] archive = Archives.zip(PART + MEBIBYTE);
		ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
		try {
			IntStream.range(0, AT_ONCE)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> insist("many-" + i + ".zip", archive), clients))
				.toList()
				.forEach(CompletableFuture::join);
		}
		finally {
			clients.shutdown();
		}

		JsonNode list = process.admin().get("/backups").json();
		assertThat(list.get("total").asInt()).isEqualTo(AT_ONCE);
		assertThat(list.get("totalSize").asLong()).isEqualTo((long) AT_ONCE * archive.length);
		assertThat(process.admin().get("/backups/many-0.zip/content").body()).isEqualTo(archive);
	}

	@Test
	void whatTheDiskCannotHoldIsNoBackupAndLeavesNothing() throws IOException {
		process.admin().uploadAs("whole.zip", Archives.zip(PART)).hasStatus(201);

		process.admin().uploadAs("parts.zip", Archives.zip(LARGEST_FILE + MEBIBYTE)).isProblem(507, "storage-full");

		assertThat(process.admin().get("/backups").json().get("total").asInt()).isEqualTo(1);
		assertThat(filesOfTheStore()).containsExactly("whole.zip");
	}

	@Test
	void archivesMadeToDoHarmAreVerifiedAndHarmNobody() {
		HostileArchives.names()
			.forEach((name) -> process.admin().uploadAs(name, HostileArchives.of(name)).hasStatus(201));
		byte[] archive = Archives.zip(PART + MEBIBYTE);
		ExecutorService clients = Executors.newFixedThreadPool(8);
		try {
			Stream<Runnable> verifications = HostileArchives.names()
				.stream()
				.map((name) -> () -> insist(200, () -> process.admin().post("/backups/" + name + "/verify")));
			Stream<Runnable> uploads = IntStream.range(0, 6)
				.mapToObj((i) -> () -> insist("beside-" + i + ".zip", archive));
			Stream.concat(uploads, verifications)
				.map((call) -> CompletableFuture.runAsync(call, clients))
				.toList()
				.forEach(CompletableFuture::join);
		}
		finally {
			clients.shutdown();
		}

		process.admin().get("/actuator/health/liveness").hasStatus(200);
	}

	/** As a client does that heeds {@code Retry-After}. */
	private static void insist(String key, byte[] archive) {
		insist(201, () -> process.admin().uploadAs(key, archive));
	}

	private static void insist(int status, Supplier<Answer> call) {
		await().atMost(Duration.ofMinutes(2)).pollDelay(Duration.ZERO).until(() -> {
			Answer answer = call.get();
			if (answer.status() == 503) {
				assertThat(answer.header("Retry-After")).isPresent();
				return false;
			}
			answer.hasStatus(status);
			return true;
		});
	}

	private static List<String> filesOfTheStore() throws IOException {
		try (Stream<Path> files = Files.walk(directory.resolve("data/s3/coffer"))) {
			return files.filter(Files::isRegularFile).map((file) -> file.getFileName().toString()).toList();
		}
	}

}
