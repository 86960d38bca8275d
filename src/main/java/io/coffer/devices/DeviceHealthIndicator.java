package io.coffer.devices;

import java.time.Instant;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Which devices are overdue. It is always up: a laptop on holiday is no reason to restart
 * or to avoid Coffer.
 */
@Component("devicesHealthIndicator")
class DeviceHealthIndicator implements HealthIndicator {

	private static final int MOST_NAMES = 100;

	private final DeviceOverview overview;

	private final Devices devices;

	DeviceHealthIndicator(DeviceOverview overview, Devices devices) {
		this.overview = overview;
		this.devices = devices;
	}

	@Override
	public Health health() {
		Health.Builder up = Health.up();
		this.overview.histories().ifPresent((histories) -> {
			Instant deadline = this.devices.deadline();
			List<String> overdue = histories.values()
				.stream()
				.filter((device) -> device.isSilentSince(deadline))
				.map(DeviceHistory::name)
				.toList();
			up.withDetail("devices", histories.size())
				.withDetail("overdueCount", overdue.size())
				.withDetail("overdue", overdue.subList(0, Math.min(MOST_NAMES, overdue.size())));
		});
		return up.build();
	}

}
