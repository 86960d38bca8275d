package io.coffer.storage;

import io.coffer.problems.ProblemException;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the storage answers; asked at most once every few seconds, however many probes.
 */
@Component("storageHealthIndicator")
class StorageHealthIndicator implements HealthIndicator {

	private static final Duration VALIDITY = Duration.ofSeconds(5);

	private final Storage storage;

	private Health last = Health.unknown().build();

	private long expires = System.nanoTime();

	StorageHealthIndicator(Storage storage) {
		this.storage = storage;
	}

	@Override
	public synchronized Health health() {
		if (System.nanoTime() - this.expires >= 0) {
			this.last = ask();
			this.expires = System.nanoTime() + VALIDITY.toNanos();
		}
		return this.last;
	}

	private Health ask() {
		try (Bucket bucket = this.storage.open()) {
			bucket.ping();
			return Health.up().build();
		}
		catch (ProblemException ex) {
			return Health.down().withDetail("code", ex.type().code()).build();
		}
	}

}
