package io.coffer.web;

import java.time.Duration;

/**
 * The least rate at which bytes must come from a client, or go to one. Only the time that
 * is spent waiting for the client counts.
 */
public final class MinRate {

	/** Over so much waiting the rate is averaged. */
	public static final Duration WINDOW = Duration.ofSeconds(30);

	private final long minBytesPerWindow;

	private long bytes;

	private long nanos;

	/**
	 * Begins to watch.
	 * @param minRate the fewest bytes per second
	 */
	public MinRate(long minRate) {
		this.minBytesPerWindow = minRate * WINDOW.toSeconds();
	}

	/**
	 * Counts what has passed.
	 * @param count how many bytes
	 * @param waited how long they took, in nanoseconds
	 * @return whether the client keeps up
	 */
	public boolean keepsUp(long count, long waited) {
		this.bytes += count;
		this.nanos += waited;
		if (this.nanos < WINDOW.toNanos()) {
			return true;
		}
		boolean enough = this.bytes >= this.minBytesPerWindow;
		if (enough) {
			this.bytes = 0;
			this.nanos = 0;
		}
		return enough;
	}

	/** The bytes that have passed in the window that is not over yet. */
	public long bytes() {
		return this.bytes;
	}

}
