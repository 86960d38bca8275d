package io.coffer.limits;

import java.util.concurrent.atomic.AtomicBoolean;

/** So much of what is scarce, held by one work until it is closed. */
public final class Share implements AutoCloseable {

	private final FairLimiter limiter;

	private final Work work;

	private final ShareKey key;

	private final long amount;

	private final AtomicBoolean open = new AtomicBoolean(true);

	/**
	 * Whether it has been asked to give way, which is the limiter's to read and write.
	 */
	boolean leaving;

	long leavingSince;

	Share(FairLimiter limiter, Work work, long amount) {
		this.limiter = limiter;
		this.work = work;
		this.key = work.key();
		this.amount = amount;
	}

	/**
	 * Whether this is to be closed for a caller that has less, and waits. If so, close
	 * it; another may be taken by {@link FairLimiter#takeAgain}.
	 */
	public boolean givesWay() {
		return this.limiter.givesWay(this);
	}

	Work work() {
		return this.work;
	}

	ShareKey key() {
		return this.key;
	}

	long amount() {
		return this.amount;
	}

	@Override
	public void close() {
		if (this.open.compareAndSet(true, false)) {
			this.limiter.giveBack(this);
		}
	}

}
