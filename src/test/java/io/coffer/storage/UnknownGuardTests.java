package io.coffer.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.client.StoreCapabilities;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.Provider;
import io.coffer.testing.StandInStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that refuses what it does not know, such as a header against overwriting. */
class UnknownGuardTests {

	private final StandInStore store = new StandInStore();

	private final List<String> guards = new CopyOnWriteArrayList<>();

	private int status = 501;

	private String refusal = "<Error><Code>NotImplemented</Code></Error>";

	private final Storage storage = StorageAlone.with(StorageAlone.usualRules());

	@BeforeEach
	void theStoreDoesNotKnowIfNoneMatch() {
		this.store.answer("PUT", (exchange) -> {
			this.guards.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("If-None-Match"), "none"));
			boolean guarded = exchange.getRequestHeaders().containsKey("If-None-Match");
			if (guarded) {
				this.store.forget(exchange);
				StandInStore.sendXml(exchange, this.status, this.refusal);
				return;
			}
			exchange.sendResponseHeaders(200, -1);
		});
		this.storage.connect(this.store.settings(), new StoreCapabilities(OverwriteProtection.ATOMIC, true, null));
	}

	@AfterEach
	void closeThem() {
		this.storage.disconnect();
		this.store.close();
	}

	@Test
	void theArchiveIsStoredWithoutTheGuardAndTheNextOneAtOnce() throws IOException {
		store("a.zip");
		store("b.zip");

		assertThat(this.guards).containsOnlyOnce("*").endsWith("none", "none");
		assertThat(this.store.paths()).containsExactlyInAnyOrder("/bucket/a.zip", "/bucket/b.zip");
	}

	@Test
	void aRefusalThatNamesTheHeaderIsOneOfTheGuard() throws IOException {
		refuse(400, "<Error><Code>InvalidArgument</Code><Message>If-None-Match</Message></Error>");
		store("a.zip");
		assertThat(this.guards).containsExactly("*", "none");
	}

	@ParameterizedTest
	@CsvSource({ "RequestTimeout, storage-unreachable", "InvalidArgument, storage-error", "BadDigest, storage-error" })
	void aRefusalForAnotherReasonIsNotRepeatedWithoutTheGuard(String error, String code) {
		refuse(400, "<Error><Code>" + error + "</Code></Error>");
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store("a.zip"))
				.satisfies((problem) -> assertThat(problem.type().code()).isEqualTo(code));
		}
		assertThat(this.guards).containsOnly("*");
		assertThat(this.store.paths()).isEmpty();
		assertThat(this.storage.view().orElseThrow().capabilities().noOverwrite())
			.isEqualTo(OverwriteProtection.ATOMIC);
	}

	@Test
	void theStorageNoLongerPromisesWhatTheStoreCannotKeep() throws IOException {
		store("a.zip");

		assertThat(this.storage.view().orElseThrow().capabilities())
			.isEqualTo(new StoreCapabilities(OverwriteProtection.BEST_EFFORT, true, null));
	}

	@Test
	void aCheckThatSeesTheStoreHeedTheGuardBringsItBack() throws IOException {
		store("a.zip");
		this.guards.clear();

		this.storage.learn(this.store.settings(), new StoreCapabilities(OverwriteProtection.ATOMIC, true, null));
		store("b.zip");

		assertThat(this.guards).containsExactly("*", "none");
	}

	@Test
	void whatIsThereIsStillNotOverwritten() throws IOException {
		store("a.zip");

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store("a.zip"))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.BACKUP_EXISTS));
	}

	/** No HEAD came before the write: the guard was to be relied on. */
	@Test
	void whatWasThereBeforeIsNotOverwrittenWhenTheGuardFallsAway() {
		this.store.replace("/bucket/taken.zip", new byte[10]);
		this.store.answer("PUT", (exchange) -> {
			this.guards.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("If-None-Match"), "none"));
			this.store.replace("/bucket/taken.zip", new byte[10]);
			StandInStore.sendXml(exchange, this.status, this.refusal);
		});

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store("taken.zip"))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.BACKUP_EXISTS));
		assertThat(this.guards).containsExactly("*");
	}

	/**
	 * Where the store keeps nobody apart, one of this process looks and writes at a time.
	 */
	@Test
	void twoWritersOfOneNameDoNotLookAtTheSameTime() throws Exception {
		CountDownLatch looking = new CountDownLatch(2);
		this.store.answer("PUT", this.store::behave).answer("HEAD", (exchange) -> {
			looking.countDown();
			awaitForAWhile(looking);
			this.store.behave(exchange);
		});
		this.storage.connect(this.store.settings().withProvider(Provider.GARAGE), null);
		ExecutorService writers = Executors.newFixedThreadPool(2);
		try {
			Callable<Boolean> writer = () -> {
				try {
					store("a.zip");
					return true;
				}
				catch (ProblemException ex) {
					return ex.type() != ProblemType.BACKUP_EXISTS;
				}
			};
			List<Future<Boolean>> stored = writers.invokeAll(List.of(writer, writer));
			assertThat(List.of(stored.get(0).get(), stored.get(1).get())).containsExactlyInAnyOrder(true, false);
		}
		finally {
			writers.shutdownNow();
		}
		assertThat(this.store.requests()).containsOnlyOnce("PUT");
	}

	private static void awaitForAWhile(CountDownLatch latch) {
		try {
			latch.await(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void refuse(int status, String xml) {
		this.status = status;
		this.refusal = xml;
	}

	private void store(String key) throws IOException {
		try (Bucket bucket = this.storage.open()) {
			bucket.store(new ByteArrayInputStream("archive".getBytes(UTF_8)), 7,
					new NewObject(key, "application/zip", "attachment", Map.of()));
		}
	}

}
