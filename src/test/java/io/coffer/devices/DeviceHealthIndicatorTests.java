package io.coffer.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class DeviceHealthIndicatorTests {

	private final AtomicInteger surveys = new AtomicInteger();

	private final DeviceHealthIndicator indicator = new DeviceHealthIndicator(new CachedDeviceStatistics(() -> {
		this.surveys.incrementAndGet();
		return new TreeMap<>();
	}, Instant::now, Duration.ofHours(1), Runnable::run, System::nanoTime));

	@Test
	void whoeverSeesNoDetailsStartsNoSurvey() {
		assertThat(this.indicator.health(false).getStatus()).isEqualTo(Status.UP);
		assertThat(this.surveys).hasValue(0);

		assertThat(this.indicator.health(true).getDetails()).containsEntry("overdueCount", 0);
		assertThat(this.surveys).hasValue(1);
	}

}
