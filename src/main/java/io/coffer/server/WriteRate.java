package io.coffer.server;

import io.coffer.web.MinRate;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

/**
 * Watches how fast a client takes its answers, from one write to the socket to the next.
 */
final class WriteRate {

	private final long minRate;

	private final LongSupplier nanoTime;

	private MinRate pace;

	private long fullSince;

	private boolean full;

	private boolean slow;

	WriteRate(long minRate, LongSupplier nanoTime) {
		this.minRate = minRate;
		this.nanoTime = nanoTime;
		this.pace = new MinRate(minRate);
	}

	/** Begins anew, for another client. */
	void reset() {
		this.pace = new MinRate(this.minRate);
		this.full = false;
		this.slow = false;
	}

	/**
	 * Counts a write.
	 * @param count how many bytes the socket has taken
	 * @param left how many it has not
	 * @throws SocketTimeoutException if the client is too slow, from then on every time
	 */
	void wrote(long count, long left) throws SocketTimeoutException {
		long now = this.nanoTime.getAsLong();
		if (this.full) {
			this.slow |= !this.pace.keepsUp(count, now - this.fullSince);
		}
		if (this.slow) {
			throw new SocketTimeoutException("The client takes its answer too slowly");
		}
		this.full = left > 0;
		this.fullSince = now;
	}

}
