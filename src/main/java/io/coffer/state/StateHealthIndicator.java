package io.coffer.state;

import io.coffer.problems.ProblemType;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the state in the bucket is of our encryption key, as it was last found: without
 * it nobody but the admin and configured tokens could do anything. What strangers have
 * put there is named and is no reason to be down.
 */
@Component("stateHealthIndicator")
class StateHealthIndicator implements HealthIndicator {

	private static final int MOST_NAMES = 100;

	private final KeyOwnership ownership;

	private final IgnoredState ignored;

	StateHealthIndicator(KeyOwnership ownership, IgnoredState ignored) {
		this.ownership = ownership;
		this.ignored = ignored;
	}

	@Override
	public Health health() {
		if (this.ownership.isForeign()) {
			return Health.down().withDetail("code", ProblemType.ENCRYPTION_KEY_MISMATCH.code()).build();
		}
		List<String> keys = this.ignored.keys();
		return keys.isEmpty() ? Health.up().build()
				: Health.up()
					.withDetail("ignoredCount", keys.size())
					.withDetail("ignored", keys.subList(0, Math.min(MOST_NAMES, keys.size())))
					.build();
	}

}
