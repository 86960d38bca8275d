package io.coffer.integrity;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.concurrent.Semaphore;
import org.springframework.util.unit.DataSize;

/**
 * The memory outside the heap that the windows of all archives may have that are unpacked
 * at the same time: how much one needs is written in the archive.
 */
final class WindowMemory {

	private static final int RETRY_AFTER_SECONDS = 60;

	private static final long UNIT = 1024;

	private final long size;

	private final Semaphore units;

	WindowMemory(DataSize size) {
		this.size = size.toBytes();
		this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, this.size / UNIT));
	}

	long size() {
		return this.size;
	}

	/** A share of nothing yet. */
	Share share() {
		return new Share();
	}

	/** What one archive has of it, until it is closed. */
	final class Share implements AutoCloseable {

		private int held;

		private Share() {
		}

		/**
		 * Makes it at least so large.
		 * @throws DefectException if there is not as much memory at all
		 * @throws ProblemException {@link ProblemType#BUSY} if others have it
		 */
		void atLeast(long bytes) throws DefectException {
			if (bytes < 0 || bytes > WindowMemory.this.size) {
				throw DefectException.notCheckable(
						"To unpack the archive takes a window of %d MiB, and Coffer lends %d (coffer.verify.window-memory): its content was not checked."
							.formatted(bytes >>> 20, WindowMemory.this.size >> 20));
			}
			int more = (int) ((bytes + UNIT - 1) / UNIT) - this.held;
			if (more <= 0) {
				return;
			}
			if (!WindowMemory.this.units.tryAcquire(more)) {
				throw new ProblemException(ProblemType.BUSY,
						"Other verifications have the memory that this archive takes.")
					.with("retryAfter", RETRY_AFTER_SECONDS);
			}
			this.held += more;
		}

		@Override
		public void close() {
			WindowMemory.this.units.release(this.held);
			this.held = 0;
		}

	}

}
