package io.coffer.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What Prometheus gets to see of the devices. */
@TestPropertySource(properties = "coffer.devices.survey-every=1s")
class DeviceMetricsIT extends RunningCoffer {

	private final String device = "computer-" + UUID.randomUUID();

	@Test
	void everyDeviceHasItsGauges() {
		device(this.device).upload(Archives.zip(1000), "").hasStatus(201);
		Answer second = device(this.device).upload(Archives.zip(2000), "").hasStatus(201);
		long time = Instant.parse(second.json().get("lastModified").asString()).getEpochSecond();

		await().untilAsserted(() -> {
			assertThat(value("coffer_device_backups")).isEqualTo(2);
			assertThat(value("coffer_device_bytes")).isEqualTo(3000);
			assertThat(value("coffer_device_last_backup_timestamp_seconds")).isBetween(time - 60.0, time + 1.0);
		});
		assertThat(scrape()).contains("# TYPE coffer_device_backups gauge", "# TYPE coffer_device_bytes gauge",
				"# TYPE coffer_device_last_backup_timestamp_seconds gauge", "# TYPE coffer_devices_overdue gauge");
	}

	@Test
	void aDeviceWithoutABackupHasNoTimeOfTheLast() {
		device(this.device);

		await().untilAsserted(() -> assertThat(value("coffer_device_backups")).isZero());

		assertThat(scrape()).doesNotContain("coffer_device_last_backup_timestamp_seconds{device=\"" + this.device);
	}

	@Test
	void aDeviceOfAnotherVaultHasGaugesOfItsOwn() {
		String token = admin().post("/devices/" + this.device + "/token?vault=team-7").json().get("token").asString();
		new Coffer(this.port, token).upload(Archives.zip(700), "").hasStatus(201);
		String series = "coffer_device_bytes{device=\"" + this.device + "\",vault=\"team-7\"} 700";

		await().until(() -> scrape().contains(series));
	}

	@Test
	void aDeviceThatIsGoneDisappears() {
		Answer stored = device(this.device).upload(Archives.EMPTY_ZIP, "").hasStatus(201);
		await().until(() -> scrape().contains(this.device));

		admin().delete("/backups/" + stored.key()).hasStatus(204);
		admin().delete("/devices/" + this.device + "/token").hasStatus(204);

		await().until(() -> !scrape().contains(this.device));
	}

	private double value(String metric) {
		String start = metric + "{device=\"" + this.device + "\",vault=\"default\"} ";
		return scrape().lines()
			.filter((line) -> line.startsWith(start))
			.mapToDouble((line) -> Double.parseDouble(line.substring(start.length())))
			.findFirst()
			.orElse(Double.NaN);
	}

	private String scrape() {
		return admin().get("/actuator/prometheus").hasStatus(200).text();
	}

}
