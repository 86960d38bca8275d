package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.server.RefusedBodies;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Bounds how many archives travel at the same time, so that slow ones leave threads for
 * everything else.
 */
@Component
class Transfers implements RefusedBodies {

	private static final int RETRY_AFTER_SECONDS = 10;

	private final int max;

	private final Semaphore places;

	Transfers(@Value("${coffer.transfers.max}") int max) {
		this.max = max;
		this.places = new Semaphore(max);
	}

	/**
	 * Begins a transfer that lasts until it is closed.
	 * @throws ProblemException {@link ProblemType#BUSY} at once if there is no place
	 */
	Transfer begin() {
		if (!this.places.tryAcquire()) {
			throw new ProblemException(ProblemType.BUSY, "Too many archives are on their way.").with("retryAfter",
					RETRY_AFTER_SECONDS);
		}
		return this.places::release;
	}

	@Override
	public Optional<Runnable> begin(Principal caller) {
		return this.places.tryAcquire() ? Optional.of(this.places::release) : Optional.empty();
	}

	int max() {
		return this.max;
	}

	int active() {
		return this.max - this.places.availablePermits();
	}

	/** One archive on its way. */
	@FunctionalInterface
	interface Transfer extends AutoCloseable {

		@Override
		void close();

	}

}
