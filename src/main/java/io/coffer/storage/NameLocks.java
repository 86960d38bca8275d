package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps uploads of this process from ending under one name at the same time. Only uploads
 * of the same name wait for each other; a name that is not in use takes no memory.
 */
@Component
public class NameLocks {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int RETRY_AFTER_SECONDS = 10;

	private final ConcurrentMap<List<Object>, Shared> locks = new ConcurrentHashMap<>();

	private final Duration patience;

	public NameLocks() {
		this(PATIENCE);
	}

	NameLocks(Duration patience) {
		this.patience = patience;
	}

	/** The lock of a name, which is not taken yet. Its parts are compared by equals. */
	public NameLock of(Object... name) {
		return new NameLock(List.of(name));
	}

	/** How many names are locked or waited for. */
	int size() {
		return this.locks.size();
	}

	private static final class Shared {

		private final Semaphore place = new Semaphore(1);

		/** Changed inside of the map's own atomic steps only. */
		private int users;

	}

	/** The lock of one name, for one upload. Closing it lets the next one go on. */
	public final class NameLock implements AutoCloseable {

		private final List<Object> name;

		private @Nullable Shared held;

		private NameLock(List<Object> name) {
			this.name = name;
		}

		/**
		 * Waits until no other upload of this name is about to end.
		 * @throws ProblemException {@link ProblemType#BUSY} if that takes too long
		 */
		public void lock() {
			Shared shared = NameLocks.this.locks.compute(this.name, (name, present) -> {
				Shared joined = (present != null) ? present : new Shared();
				joined.users++;
				return joined;
			});
			try {
				if (shared.place.tryAcquire(NameLocks.this.patience.toMillis(), TimeUnit.MILLISECONDS)) {
					this.held = shared;
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			if (this.held == null) {
				leave();
				throw new ProblemException(ProblemType.BUSY, "Another upload of this name has not ended yet.")
					.with("retryAfter", RETRY_AFTER_SECONDS);
			}
		}

		@Override
		public void close() {
			if (this.held != null) {
				this.held.place.release();
				this.held = null;
				leave();
			}
		}

		private void leave() {
			NameLocks.this.locks.computeIfPresent(this.name, (name, shared) -> (--shared.users > 0) ? shared : null);
		}

	}

}
