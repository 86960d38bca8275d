package io.coffer.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.coffer.backups.BackupRepository;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.S3Settings;
import io.coffer.retention.Ages.Doubt;
import io.coffer.retention.RetentionReport.RetentionTotals;
import io.coffer.testing.Archives;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Retention when the store, the settings or the policy do not stay as they are. */
@TestPropertySource(properties = "coffer.retention.grace=PT0S")
class RetentionFaultsIT extends RunningCoffer {

	private static final String KEEP_ONE = "{\"keepLast\": 1}";

	private static final RetentionProperties PROPERTIES = new RetentionProperties(Duration.ZERO, null);

	/** All stored at the same moment, so the last by name is the newest. */
	private static final String KEY = "notes.20250101000000.%s.%d.zip";

	private final StandInStore store = new StandInStore();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private RetentionPolicies policies;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private BackupRepository backups;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private MeterRegistry metrics;

	@BeforeEach
	void aStoreWithFourBackups() {
		policy("{}");
		fill(this.store);
	}

	@AfterEach
	void theEmbeddedStoreIsBack() {
		policy("{}");
		this.store.close();
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@ParameterizedTest
	@CsvSource({ "403, AccessDenied, storage-access-denied", "405, MethodNotAllowed, storage-error" })
	void aBackupThatCannotBeRemovedIsReportedAndTheOthersGoOn(int status, String error, String code) {
		refuse(key("a", 0), status, error);
		policy(KEEP_ONE);
		double failed = failed();

		JsonNode report = apply();

		assertThat(report.at("/groups/0").toString())
			.isEqualTo("{\"application\":\"notes\",\"device\":\"a\",\"kept\":1,\"deleted\":[],"
					+ "\"failed\":[{\"key\":\"%s\",\"code\":\"%s\"}],\"freedBytes\":0}".formatted(key("a", 0), code));
		assertThat(report.at("/groups/1/deleted").toString()).isEqualTo("[\"%s\"]".formatted(key("b", 0)));
		assertThat(report.get("totals").toString())
			.isEqualTo("{\"kept\":3,\"removed\":1,\"failed\":1,\"freedBytes\":22}");
		assertThat(stored(this.store)).containsExactly(key("a", 0), key("a", 1), key("b", 1));
		assertThat(failed() - failed).isEqualTo(1);

		this.store.answer("DELETE", this.store::behave);
		assertThat(apply().at("/groups/0/deleted").toString()).isEqualTo("[\"%s\"]".formatted(key("a", 0)));
	}

	@Test
	void aStoreThatRefusesCofferIsAskedOnceForAllGroups() {
		this.store.answer("DELETE",
				(exchange) -> StandInStore.sendXml(exchange, 403, "<Error><Code>InvalidAccessKeyId</Code></Error>"));
		policy(KEEP_ONE);

		assertThat(apply().get("groups").findValuesAsString("code")).containsExactly("storage-credentials",
				"storage-credentials");

		assertThat(this.store.requests()).containsOnlyOnce("DELETE");
		assertThat(stored(this.store)).hasSize(4);
	}

	@Test
	void anUploadSucceedsThoughRetentionAfterItCannotRemove() {
		refuse(key("a", 0), 403, "AccessDenied");
		policy(KEEP_ONE);

		admin().uploadAs(key("a", 2), Archives.EMPTY_ZIP).hasStatus(201);

		await().untilAsserted(() -> assertThat(stored(this.store)).containsExactly(key("a", 0), key("a", 2),
				key("b", 0), key("b", 1)));
	}

	@Test
	void anApplyRemovesFromTheBucketThatItListedThoughTheSettingsChange() {
		try (StandInStore other = new StandInStore()) {
			fill(other);
			connectTo(this.store);
			beforeADeletion(() -> moveTo(other));
			policy(KEEP_ONE);

			assertThat(apply().at("/totals/removed").asInt()).isEqualTo(2);

			assertThat(stored(this.store)).containsExactly(key("a", 1), key("b", 1));
			assertThat(stored(other)).hasSize(4);
			assertThat(other.requests()).doesNotContain("DELETE");
			connectTo(this.store);
		}
	}

	@Test
	void anApplyWhosePolicyIsTakenBackRemovesNothingMore() {
		beforeADeletion(() -> policy("{}"));
		policy(KEEP_ONE);

		assertThat(apply().get("totals").toString())
			.isEqualTo("{\"kept\":3,\"removed\":1,\"failed\":0,\"freedBytes\":22}");

		assertThat(stored(this.store)).containsExactly(key("a", 1), key("b", 0), key("b", 1));
	}

	@Test
	void aSecondApplyIsRefusedWhenItsPatienceEnds() {
		policy(KEEP_ONE);
		RetentionService retention = service(Duration.ZERO);
		CountDownLatch gate = closeTheGate();
		CompletableFuture<RetentionReport> first = CompletableFuture
			.supplyAsync(() -> retention.apply(Vault.DEFAULT, false));
		await().until(() -> this.store.requests().contains("DELETE"));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> retention.apply(Vault.DEFAULT, false))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.BUSY));

		gate.countDown();
		assertThat(first.join().totals().removed()).isEqualTo(2);
		assertThat(retention.apply(Vault.DEFAULT, false).totals().removed()).isZero();
	}

	@Test
	void aSecondApplyWaitsForTheFirstAndSeesWhatThatHasLeft() {
		policy(KEEP_ONE);
		RetentionService retention = service(Duration.ofMinutes(5));
		CountDownLatch gate = closeTheGate();
		CompletableFuture<RetentionReport> first = CompletableFuture
			.supplyAsync(() -> retention.apply(Vault.DEFAULT, false));
		await().until(() -> this.store.requests().contains("DELETE"));
		CompletableFuture<RetentionReport> report = new CompletableFuture<>();
		Thread second = new Thread(() -> report.complete(retention.apply(Vault.DEFAULT, false)));
		second.start();
		await().until(() -> second.getState() == Thread.State.TIMED_WAITING);

		gate.countDown();

		assertThat(first.join().totals().removed()).isEqualTo(2);
		assertThat(report.join().totals()).isEqualTo(new RetentionTotals(2, 0, 0, 0));
	}

	@Test
	void whileTheClocksOfTheMachineAndTheStoreDifferNothingGoes() {
		policy(KEEP_ONE);
		RetentionClock ahead = clock(Duration.ofDays(30));
		RetentionService retention = service(Duration.ZERO, ahead);

		for (Doubt doubt : List.of(doubt(retention.preview(Vault.DEFAULT, null, true).blocked()),
				doubt(retention.apply(Vault.DEFAULT, true).blocked()),
				doubt(retention.apply(Vault.DEFAULT, false).blocked()))) {
			assertThat(doubt.code()).isEqualTo("clocks-differ");
			assertThat(doubt.detail()).contains("720 hours ahead");
		}
		assertThat(retention.preview(Vault.DEFAULT, null, false).groups().get(0).keep().get(1).reasons())
			.containsExactly(Reason.CLOCK_DOUBTED);
		assertThat(stored(this.store)).hasSize(4);
		assertThat(this.store.requests()).doesNotContain("DELETE");
		MeterRegistry meters = new SimpleMeterRegistry();
		assertThat(new RetentionHealthIndicator(this.backups, this.policies, ahead, meters).health().getDetails())
			.containsOnlyKeys("blocked");
		assertThat(meters.get("coffer.retention.blocked").gauge().value()).isEqualTo(1);

		assertThat(service(Duration.ZERO, clock(Duration.ofMinutes(50))).apply(Vault.DEFAULT, false).totals().removed())
			.isEqualTo(2);
	}

	private static RetentionClock clock(Duration ahead) {
		Clock clock = Clock.offset(Clock.systemUTC(), ahead);
		return new RetentionClock(clock, new SteadyClock(clock), PROPERTIES);
	}

	private static Doubt doubt(@Nullable Doubt doubt) {
		return Objects.requireNonNull(doubt);
	}

	private void beforeADeletion(Runnable first) {
		this.store.answer("DELETE", (exchange) -> {
			first.run();
			this.store.behave(exchange);
		});
	}

	private CountDownLatch closeTheGate() {
		CountDownLatch gate = new CountDownLatch(1);
		beforeADeletion(() -> await().until(() -> gate.getCount() == 0));
		return gate;
	}

	private RetentionService service(Duration patience) {
		return service(patience, clock(Duration.ZERO));
	}

	private RetentionService service(Duration patience, RetentionClock clock) {
		return new RetentionService(this.policies, this.backups, new RetentionRemover((event) -> {
		}, this.metrics), clock, patience);
	}

	private void refuse(String key, int status, String error) {
		this.store.answer("DELETE", (exchange) -> {
			if (exchange.getRequestURI().getPath().endsWith(key)) {
				StandInStore.sendXml(exchange, status, "<Error><Code>%s</Code></Error>".formatted(error));
			}
			else {
				this.store.behave(exchange);
			}
		});
	}

	private void fill(StandInStore store) {
		connectTo(store);
		for (String device : List.of("a", "b")) {
			for (int i = 0; i < 2; i++) {
				admin().uploadAs(key(device, i), Archives.EMPTY_ZIP).hasStatus(201);
			}
		}
	}

	private void policy(String policy) {
		admin().sendJson("PUT", "/retention", policy).hasStatus(200);
	}

	private JsonNode apply() {
		return admin().post("/retention/apply").hasStatus(200).json();
	}

	private double failed() {
		return this.metrics.get("coffer.retention.removed").tag("outcome", "failed").counter().count();
	}

	private static String key(String device, int number) {
		return KEY.formatted(device, number);
	}

	private static List<String> stored(StandInStore store) {
		return store.paths().stream().map((path) -> path.substring("/bucket/".length())).sorted().toList();
	}

	/** The same as connecting, but that the policy comes along. */
	private void moveTo(StandInStore other) {
		S3Settings settings = other.settings();
		admin()
			.sendJson("PUT", "/config?check=false&state=carry",
					"""
							{"endpoint": "%s", "region": "%s", "bucket": "%s", "accessKeyId": "%s", "secretAccessKey": "%s"}"""
						.formatted(settings.endpoint(), settings.region(), settings.bucket(), settings.accessKeyId(),
								settings.secretAccessKey()))
			.hasStatus(200);
	}

}
