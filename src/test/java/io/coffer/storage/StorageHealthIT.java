package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Answer;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What probes are told about the storage. */
class StorageHealthIT extends RunningCoffer {

	private static final String READINESS = "/actuator/health/readiness";

	private static final Duration VALIDITY = Duration.ofSeconds(5);

	@AfterEach
	void theEmbeddedStoreIsBack() {
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@Test
	void aStoreThatAnswersMakesCofferReady() {
		eventually().untilAsserted(() -> admin().get(READINESS).hasStatus(200));

		assertThat(admin().get(READINESS).json().get("components").get("storage").get("status").asString())
			.isEqualTo("UP");
	}

	@Test
	void aStoreThatStopsMakesCofferUnreadyButKeepsItAlive() {
		try (StandInStore store = new StandInStore()) {
			connectTo(store);
			eventually().until(() -> admin().get(READINESS).status() == 200 && store.requests().contains("LIST"));
		}

		eventually().untilAsserted(() -> admin().get(READINESS).hasStatus(503));

		admin().get("/actuator/health").hasStatus(503);
		admin().get("/actuator/health/liveness").hasStatus(200);
		Answer details = admin().get(READINESS);
		assertThat(details.json().get("components").get("storage").get("details").get("code").asString())
			.isEqualTo("storage-unreachable");
	}

	@Test
	void detailsAreForTheAdministratorOnly() {
		Coffer stranger = new Coffer(this.port, "an-unknown-token-of-nobody-at-all");
		Coffer device;
		try (StandInStore store = new StandInStore()) {
			connectTo(store);
			device = device("computer-" + UUID.randomUUID());
			device.get("/backups").hasStatus(200);
		}
		eventually().untilAsserted(() -> admin().get(READINESS).hasStatus(503));

		for (String path : new String[] { "/actuator/health", READINESS }) {
			Answer answer = device.get(path).hasStatus(503);
			assertThat(answer.json().get("status").asString()).isEqualTo("DOWN");
			assertThat(answer.text()).doesNotContain("storage", "components", "127.0.0.1");
			assertThat(admin().get(path).text()).contains("storage-unreachable").doesNotContain("127.0.0.1");
		}
		stranger.get(READINESS).isProblem(401, "unauthenticated");
	}

	@Test
	void manyProbesAreOneRequestEverySomeSeconds() {
		try (StandInStore store = new StandInStore()) {
			connectTo(store);
			eventually().until(() -> {
				admin().get(READINESS);
				return store.requests().contains("LIST");
			});
			Instant first = Instant.now();

			for (int i = 0; i < 30; i++) {
				admin().get(READINESS).hasStatus(200);
			}

			long periods = Duration.between(first, Instant.now()).dividedBy(VALIDITY);
			assertThat(store.requests()).filteredOn("LIST"::equals).hasSizeLessThanOrEqualTo(2 + (int) periods);
		}
	}

	@Test
	void metricsAreNotForDevices() {
		device("computer-" + UUID.randomUUID()).get("/actuator/prometheus").isProblem(403, "forbidden");
		assertThat(admin().get("/actuator/prometheus").hasStatus(200).text()).contains("jvm_memory_used_bytes");
	}

	/** As soon as the answer that is kept for some seconds has expired. */
	private static ConditionFactory eventually() {
		return await().pollInterval(Duration.ofMillis(250));
	}

}
