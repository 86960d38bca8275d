package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The memory that all uploads share, counted in bytes and handed out first come, first
 * served. Buffers of the usual part size are kept and used again.
 */
@Component
class BufferPool {

	private static final int UNIT = 1024;

	/** So that counting in units and in bytes stays within an int. */
	private static final int LARGEST_CAPACITY = Integer.MAX_VALUE - UNIT + 1;

	private static final double HEAP_SHARE = 0.4;

	private static final int RETRY_AFTER_SECONDS = 10;

	private final int capacity;

	private final Duration wait;

	private final Semaphore units;

	private final ConcurrentLinkedDeque<byte[]> kept = new ConcurrentLinkedDeque<>();

	BufferPool(UploadProperties properties) {
		long heapShare = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
		this.capacity = (int) Math.min(LARGEST_CAPACITY, Math.min(properties.bufferMemory().toBytes(), heapShare));
		this.wait = properties.bufferWait();
		this.units = new Semaphore(units(this.capacity), true);
	}

	/**
	 * The largest buffer that one upload may ask for, in bytes: a quarter of the pool,
	 * and more of a small one, since stores refuse smaller parts.
	 */
	int largestBuffer() {
		return Math.max(this.capacity / 4, Math.min(PartPlan.SMALLEST_PART, this.capacity));
	}

	/**
	 * Takes a buffer, waiting for a bounded time.
	 * @throws ProblemException {@link ProblemType#BUSY} if none becomes free in time
	 */
	Buffer take(int size) {
		try {
			if (this.units.tryAcquire(units(size), this.wait.toMillis(), TimeUnit.MILLISECONDS)) {
				return new Buffer(this, allocate(size));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new ProblemException(ProblemType.BUSY, "All upload buffers are in use.").with("retryAfter",
				RETRY_AFTER_SECONDS);
	}

	/** Takes a buffer if one is free and nobody waits for it. */
	@Nullable Buffer takeIfFree(int size) {
		try {
			boolean taken = this.units.tryAcquire(units(size), 0, TimeUnit.MILLISECONDS);
			return taken ? new Buffer(this, allocate(size)) : null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	int bytesInUse() {
		return (units(this.capacity) - this.units.availablePermits()) * UNIT;
	}

	int capacity() {
		return this.capacity;
	}

	/** How many uploads wait for a buffer; an estimate while that changes. */
	int waiting() {
		return this.units.getQueueLength();
	}

	void giveBack(byte[] bytes) {
		if (bytes.length == PartPlan.USUAL_PART_SIZE) {
			this.kept.push(bytes);
		}
		this.units.release(units(bytes.length));
	}

	private byte[] allocate(int size) {
		if (size == PartPlan.USUAL_PART_SIZE) {
			byte[] used = this.kept.poll();
			return (used != null) ? used : new byte[size];
		}
		this.kept.clear();
		return new byte[size];
	}

	private static int units(int bytes) {
		return (bytes + UNIT - 1) / UNIT;
	}

}
