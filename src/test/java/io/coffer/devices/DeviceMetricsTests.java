package io.coffer.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.callers.Vault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DeviceMetricsTests {

	private final AtomicLong nanos = new AtomicLong();

	private final SortedMap<String, DeviceStatistics> histories = new TreeMap<>();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final CachedDeviceStatistics overview = new CachedDeviceStatistics(() -> new TreeMap<>(this.histories),
			() -> Instant.parse("2025-07-11T09:30:00Z"), Duration.ofSeconds(1), Runnable::run, this.nanos::get);

	@Test
	void onlySoManyDevicesBecomeTimeSeriesAndTheLogSaysSoOnce(CapturedOutput output) {
		new DeviceMetrics(this.overview, this.registry);
		for (int i = 0; i <= DeviceMetrics.MOST_DEVICES; i++) {
			add("device-%04d".formatted(i));
		}

		scrape();
		scrape();

		assertThat(this.registry.find("coffer.device.backups").gauges()).hasSize(DeviceMetrics.MOST_DEVICES);
		assertThat(this.registry.find("coffer.device.backups").tag("device", "device-1000").gauge()).isNull();
		assertThat(this.registry.get("coffer.devices.overdue").gauge().value()).isEqualTo(1001);
		assertThat(output.getOut().split("There are 1001 devices", -1)).hasSize(2);
	}

	@Test
	void whatIsGoneLeavesNoTimeSeries() {
		new DeviceMetrics(this.overview, this.registry);
		add("laptop-1");
		add("laptop-2");
		scrape();

		this.histories.remove("laptop-1");
		scrape();

		assertThat(this.registry.find("coffer.device.bytes").gauges()).hasSize(1);
		assertThat(this.registry.get("coffer.device.bytes").tag("device", "laptop-2").gauge().value()).isZero();
	}

	private void add(String device) {
		this.histories.put(device, new DeviceStatistics(Vault.DEFAULT, device, null));
	}

	private void scrape() {
		this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(this.registry.get("coffer.devices.overdue").gauge().value()).isNotNaN();
	}

}
