package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.coffer.backups.DeletedBackups.FailedDeletion;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemType;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Several backups deleted at once from a store that does not do as it is told. */
class DeleteManyFailuresIT extends RunningCoffer {

	private static final String KEYS = "{\"keys\": [\"a.zip\", \"b.zip\", \"no name\", \"c.zip\"]}";

	private final StandInStore store = new StandInStore();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private BackupRepository backups;

	private final List<String> tried = new CopyOnWriteArrayList<>();

	@BeforeEach
	void aStoreThatRefuses() {
		connectTo(this.store);
	}

	@AfterEach
	void theEmbeddedStoreIsBack() {
		this.store.close();
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@ParameterizedTest
	@CsvSource({ "403, AccessDenied, storage-access-denied", "405, MethodNotAllowed, storage-error" })
	void aKeyThatFailsDoesNotKeepTheOthers(int status, String error, String code) {
		this.store.answer("DELETE", (exchange) -> {
			if (path(exchange).endsWith("a.zip")) {
				refuse(exchange, status, error);
			}
			else {
				exchange.sendResponseHeaders(204, -1);
			}
		});

		assertThat(deleted()).isEqualTo(
				"{\"deleted\":[\"b.zip\",\"c.zip\"],\"failed\":[{\"key\":\"a.zip\",\"code\":\"%s\"},".formatted(code)
						+ "{\"key\":\"no name\",\"code\":\"invalid-name\"}]}");
		assertThat(this.tried).containsExactly("/bucket/a.zip", "/bucket/b.zip", "/bucket/c.zip");
	}

	@ParameterizedTest
	@CsvSource({ "503, SlowDown, storage-unreachable", "403, InvalidAccessKeyId, storage-credentials",
			"404, NoSuchBucket, storage-bucket-missing" })
	void aStoreThatRefusesEverythingIsNotAskedAThousandTimes(int status, String error, String code) {
		this.store.answer("DELETE", (exchange) -> {
			if (path(exchange).endsWith("a.zip")) {
				exchange.sendResponseHeaders(204, -1);
			}
			else {
				refuse(exchange, status, error);
			}
		});

		assertThat(deleted()).isEqualTo("{\"deleted\":[\"a.zip\"],\"failed\":[{\"key\":\"b.zip\",\"code\":\"" + code
				+ "\"},{\"key\":\"no name\",\"code\":\"invalid-name\"},{\"key\":\"c.zip\",\"code\":\"" + code
				+ "\"}]}");
		assertThat(this.tried).contains("/bucket/a.zip", "/bucket/b.zip").doesNotContain("/bucket/c.zip");
	}

	@Test
	void aStoreThatIsGoneFailsEveryKey() {
		this.store.close();

		assertThat(admin().sendJson("POST", "/backups/delete", "{\"keys\": [\"a.zip\", \"b.zip\"]}")
			.hasStatus(200)
			.json()
			.toString())
			.isEqualTo("{\"deleted\":[],\"failed\":[{\"key\":\"a.zip\",\"code\":\"storage-unreachable\"},"
					+ "{\"key\":\"b.zip\",\"code\":\"storage-unreachable\"}]}");
	}

	@Test
	void everyKeyIsDeletedFromTheSameBucketThoughTheSettingsChange() {
		try (StandInStore other = new StandInStore()) {
			this.store.answer("DELETE", (exchange) -> {
				path(exchange);
				connectTo(other);
				this.store.behave(exchange);
			});

			assertThat(deleted()).startsWith("{\"deleted\":[\"a.zip\",\"b.zip\",\"c.zip\"],");

			assertThat(this.tried).containsExactly("/bucket/a.zip", "/bucket/b.zip", "/bucket/c.zip");
			assertThat(other.requests()).doesNotContain("DELETE");
		}
	}

	@Test
	void afterTwoMinutesTheRestIsNotTried() {
		AtomicLong minutes = new AtomicLong();
		DeletionService deletions = new DeletionService(this.backups, (event) -> {
		}, () -> Duration.ofMinutes(minutes.getAndIncrement()).toNanos());

		DeletedBackups result = deletions.delete(Vault.DEFAULT, List.of("a.zip", "b.zip", "c.zip", "d.zip"));

		assertThat(result.deleted()).containsExactly("a.zip", "b.zip");
		assertThat(result.failed()).containsExactly(FailedDeletion.of("c.zip", ProblemType.STORAGE_UNREACHABLE),
				FailedDeletion.of("d.zip", ProblemType.STORAGE_UNREACHABLE));
		assertThat(this.store.requests()).filteredOn("DELETE"::equals).hasSize(2);
	}

	private String deleted() {
		return admin().sendJson("POST", "/backups/delete", KEYS).hasStatus(200).json().toString();
	}

	private String path(HttpExchange exchange) {
		String path = exchange.getRequestURI().getPath();
		this.tried.add(path);
		return path;
	}

	private static void refuse(HttpExchange exchange, int status, String error) throws IOException {
		StandInStore.send(exchange, status, "application/xml",
				"<Error><Code>%s</Code></Error>".formatted(error).getBytes(StandardCharsets.UTF_8));
	}

}
