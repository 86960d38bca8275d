package io.coffer.retention;

import io.coffer.backups.BackupRepository;
import io.coffer.backups.BackupSession;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.retention.Ages.Doubt;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether retention goes on, in health and as a metric. Health is always up: a clock that
 * is wrong is no reason to restart or to avoid Coffer.
 */
@Component("retentionHealthIndicator")
class RetentionHealthIndicator implements HealthIndicator {

	private final BackupRepository backups;

	private final RetentionPolicies policies;

	private final RetentionClock clock;

	RetentionHealthIndicator(BackupRepository backups, RetentionPolicies policies, RetentionClock clock,
			MeterRegistry metrics) {
		this.backups = backups;
		this.policies = policies;
		this.clock = clock;
		Gauge.builder("coffer.retention.blocked", () -> (doubt() != null) ? 1 : 0)
			.description("Whether retention removes nothing, since no age can be trusted")
			.register(metrics);
	}

	@Override
	public Health health() {
		@Nullable Doubt doubt = doubt();
		return (doubt != null) ? Health.up().withDetail("blocked", doubt).build() : Health.up().build();
	}

	private @Nullable Doubt doubt() {
		try (BackupSession session = this.backups.open(Vault.DEFAULT)) {
			return this.policies.current(Vault.DEFAULT).removesAnything() ? this.clock.doubt(session.time()) : null;
		}
		catch (ProblemException ex) {
			return null;
		}
	}

}
