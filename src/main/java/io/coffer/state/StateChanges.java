package io.coffer.state;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Keeps changes of facts and their move to another bucket apart. */
@Component
class StateChanges {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

	/** Changes a fact; many may do so at the same time. */
	<T> T during(Supplier<T> change) {
		return holding(this.lock.readLock(), change);
	}

	/** Moves all facts, which nobody changes meanwhile. */
	<T> T alone(Supplier<T> move) {
		return holding(this.lock.writeLock(), move);
	}

	private static <T> T holding(Lock lock, Supplier<T> work) {
		if (!await(lock)) {
			throw new ProblemException(ProblemType.BUSY, "Tokens and policy are on their way to another bucket.")
				.hint("Try again when that is done.")
				.with("retryAfter", PATIENCE.toSeconds());
		}
		try {
			return work.get();
		}
		finally {
			lock.unlock();
		}
	}

	private static boolean await(Lock lock) {
		try {
			return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
