package io.coffer.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Who has stopped, where that takes a moment only. */
@TestPropertySource(properties = { "coffer.devices.overdue-after=PT0.001S", "coffer.devices.survey-every=1s" })
class DevicesOverdueIT extends RunningCoffer {

	private final String name = "computer-" + UUID.randomUUID();

	@Test
	void aDeviceWhoseNewestBackupIsOldIsOverdue() {
		device(this.name).upload(Archives.EMPTY_ZIP, "").hasStatus(201);

		await().until(this::isOverdue);
	}

	@Test
	void aDeviceThatNeverBackedUpIsOverdueOnceItsTokenIsOld() {
		device(this.name);

		await().until(this::isOverdue);
	}

	@Test
	void healthNamesThemToTheAdministratorOnlyAndStaysUp() {
		Coffer device = device(this.name);

		await().untilAsserted(() -> {
			JsonNode devices = admin().get("/actuator/health").hasStatus(200).json().at("/components/devices");
			assertThat(devices.at("/status").asString()).isEqualTo("UP");
			assertThat(devices.at("/details/overdue").valueStream().map(JsonNode::asString)).contains(this.name);
			assertThat(devices.at("/details/overdueCount").asInt()).isPositive();
		});

		assertThat(device.get("/actuator/health").hasStatus(200).text()).doesNotContain(this.name, "components");
		for (String probe : new String[] { "/actuator/health/readiness", "/actuator/health/liveness" }) {
			assertThat(admin().get(probe).text()).doesNotContain("devices");
		}
	}

	@Test
	void theirNumberIsAMetric() {
		device(this.name);

		await().untilAsserted(() -> assertThat(admin().get("/actuator/prometheus").hasStatus(200).text())
			.containsPattern("(?m)^coffer_devices_overdue [1-9]"));
	}

	private boolean isOverdue() {
		return admin().get("/devices")
			.hasStatus(200)
			.json()
			.valueStream()
			.filter((device) -> device.get("name").asString().equals(this.name))
			.findFirst()
			.orElseThrow()
			.get("overdue")
			.asBoolean();
	}

}
