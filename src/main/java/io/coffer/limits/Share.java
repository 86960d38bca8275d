package io.coffer.limits;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** So much of what is scarce, held by one work until it is closed. */
public final class Share implements AutoCloseable {

	private final Work work;

	private final ShareKey key;

	private final long amount;

	private final Predicate<Share> givesWay;

	private final Consumer<Share> giveBack;

	private final AtomicBoolean open = new AtomicBoolean(true);

	/**
	 * Whether it has been asked to give way, which is the limiter's to read and write.
	 */
	boolean leaving;

	long leavingSince;

	Share(Work work, long amount, Predicate<Share> givesWay, Consumer<Share> giveBack) {
		this.work = work;
		this.key = work.key();
		this.amount = amount;
		this.givesWay = givesWay;
		this.giveBack = giveBack;
	}

	/**
	 * Whether this is to be closed for a caller that has less, and waits. If so, close
	 * it; another may be taken by {@code FairLimiter.takeAgain}.
	 */
	public boolean givesWay() {
		return this.givesWay.test(this);
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
			this.giveBack.accept(this);
		}
	}

}
