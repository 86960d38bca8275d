package io.coffer.devices;

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

	private final CachedDeviceStatistics overview;

	DeviceHealthIndicator(CachedDeviceStatistics overview) {
		this.overview = overview;
	}

	/** Without details it starts no survey of the bucket. */
	@Override
	public Health health(boolean includeDetails) {
		return includeDetails ? health() : Health.up().build();
	}

	@Override
	public Health health() {
		Health.Builder up = Health.up();
		this.overview.overdue()
			.ifPresent((names) -> up.withDetail("overdueCount", names.size())
				.withDetail("overdue", names.subList(0, Math.min(MOST_NAMES, names.size()))));
		return up.build();
	}

}
