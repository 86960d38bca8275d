package io.coffer.limits;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares a capacity between callers by max-min fairness. One caller alone may have all of
 * it. While requests wait, the caller that has least is served first. A caller that has
 * more than another would get gives way: with what it hands on anyway at once, and after
 * {@code patience} with the work that has been without progress for longest, which is
 * ended.
 */
public final class FairLimiter {

	private static final int RETRY_AFTER_SECONDS = 10;

	/** Work that was told to end and has not is no longer counted upon. */
	private static final Duration LEAVING = Duration.ofSeconds(5);

	private static final Duration LOOK_EVERY = Duration.ofMillis(250);

	private final long capacity;

	private final Duration patience;

	private final Lock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final List<Request> waiting = new ArrayList<>();

	private final Set<Share> shares = new LinkedHashSet<>();

	private final Map<ShareKey, Long> held = new HashMap<>();

	private final AtomicLong ended = new AtomicLong();

	private long free;

	/** A limiter of that capacity, in whatever unit. */
	public FairLimiter(long capacity) {
		this(capacity, Duration.ofSeconds(2));
	}

	/**
	 * A limiter of that capacity.
	 * @param patience how long a request waits before another's work is ended for it
	 */
	FairLimiter(long capacity, Duration patience) {
		this.capacity = capacity;
		this.free = capacity;
		this.patience = patience;
	}

	/** Takes some if it is free and no request waits. */
	public Optional<Share> takeIfFree(Work work, long amount) {
		return locked(() -> (this.waiting.isEmpty() && amount <= this.free) ? Optional.of(grant(work, amount))
				: Optional.empty());
	}

	/**
	 * Takes some, standing in line for a bounded time.
	 * @throws ProblemException if the work is ended meanwhile
	 */
	public Optional<Share> take(Work work, long amount, Duration wait) {
		return locked(() -> await(new Request(work, amount, false), wait));
	}

	/**
	 * Takes some again, after giving way: before what the same caller has not begun yet.
	 */
	public Optional<Share> takeAgain(Work work, long amount, Duration wait) {
		return locked(() -> await(new Request(work, amount, true), wait));
	}

	/** Takes some, standing in line only if others have more than a fair share. */
	public Optional<Share> takeOfOthers(Work work, long amount, Duration wait) {
		return locked(() -> {
			Request request = new Request(work, amount, false);
			return await(request, (victim(request) != null) ? wait : Duration.ZERO);
		});
	}

	/** How much is in use. */
	public long used() {
		return locked(() -> this.capacity - this.free);
	}

	public long capacity() {
		return this.capacity;
	}

	/** How many wait. */
	public int waiting() {
		return locked(this.waiting::size);
	}

	/** How many works were ended so far because their callers had more than others. */
	public long ended() {
		return this.ended.get();
	}

	boolean givesWay(Share share) {
		return locked(() -> {
			Request first = first();
			boolean gives = first != null && missing(first) > 0 && !share.leaving
					&& (hasMore(share, first) || (first.again && first.key().equals(share.key())));
			if (gives) {
				leave(share);
			}
			return gives;
		});
	}

	void giveBack(Share share) {
		locked(() -> {
			this.shares.remove(share);
			this.free += share.amount();
			this.held.merge(share.key(), -share.amount(), (some, less) -> (some + less == 0) ? null : some + less);
			serve();
			return true;
		});
	}

	private Optional<Share> await(Request request, Duration wait) {
		try {
			standInLine(request, wait);
			return Optional.ofNullable(request.granted);
		}
		catch (RuntimeException | Error ex) {
			if (request.granted != null) {
				request.granted.close();
			}
			throw ex;
		}
	}

	private void standInLine(Request request, Duration wait) {
		long begun = System.nanoTime();
		this.waiting.add(request);
		try {
			serve();
			for (long waited = 0; request.granted == null
					&& waited < wait.toNanos(); waited = System.nanoTime() - begun) {
				request.work.requireGoingOn();
				if (waited >= this.patience.toNanos()) {
					endOthersFor(request);
				}
				this.changed.awaitNanos(Math.min(wait.toNanos() - waited, LOOK_EVERY.toNanos()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.waiting.remove(request);
			serve();
		}
	}

	/**
	 * Serves what waits, in order: a request for much is not overtaken by one for less.
	 */
	private void serve() {
		for (Request first = first(); first != null && first.amount <= this.free; first = first()) {
			first.granted = grant(first.work, first.amount);
			this.waiting.remove(first);
		}
		this.changed.signalAll();
	}

	private Share grant(Work work, long amount) {
		Share share = new Share(work, amount, this::givesWay, this::giveBack);
		this.shares.add(share);
		this.held.merge(share.key(), amount, Long::sum);
		this.free -= amount;
		return share;
	}

	/**
	 * The request that is served next: that of the caller with least, and of these the
	 * first.
	 */
	private @Nullable Request first() {
		return this.waiting.stream()
			.min(Comparator.<Request>comparingLong((request) -> held(request.key()))
				.thenComparing((request) -> !request.again))
			.orElse(null);
	}

	private void endOthersFor(Request request) {
		if (request != first()) {
			return;
		}
		for (Share victim = victim(request); victim != null && missing(request) > 0; victim = victim(request)) {
			Work work = victim.work();
			work.end(FairLimiter::hasMoreThanItsShare);
			this.shares.stream().filter((share) -> share.work() == work).forEach(FairLimiter::leave);
			this.ended.incrementAndGet();
		}
	}

	/** What gives way to the request: the slowest of who has most. */
	private @Nullable Share victim(Request request) {
		return this.shares.stream()
			.filter((share) -> !share.leaving && share.work().isEndable() && hasMore(share, request))
			.max(Comparator.<Share>comparingLong((share) -> staying(share.key()))
				.thenComparingLong((share) -> System.nanoTime() - share.work().lastStep()))
			.orElse(null);
	}

	/**
	 * Whether one would still have no less without that share than the other with its.
	 */
	private boolean hasMore(Share share, Request request) {
		return staying(share.key()) - share.amount() >= held(request.key()) + request.amount;
	}

	/** How much the request waits for that is not on its way already. */
	private long missing(Request request) {
		long now = System.nanoTime();
		long leaving = this.shares.stream()
			.filter((share) -> share.leaving && now - share.leavingSince < LEAVING.toNanos())
			.mapToLong(Share::amount)
			.sum();
		return request.amount - this.free - leaving;
	}

	private long held(ShareKey key) {
		return this.held.getOrDefault(key, 0L);
	}

	private long staying(ShareKey key) {
		return held(key) - this.shares.stream()
			.filter((share) -> share.leaving && share.key().equals(key))
			.mapToLong(Share::amount)
			.sum();
	}

	private static void leave(Share share) {
		share.leaving = true;
		share.leavingSince = System.nanoTime();
	}

	private static ProblemException hasMoreThanItsShare() {
		return new ProblemException(ProblemType.BUSY,
				"Others wait, and the requests of this token together have more than their share.")
			.hint("Send fewer at the same time.")
			.with("retryAfter", RETRY_AFTER_SECONDS);
	}

	private <T> T locked(Supplier<T> step) {
		this.lock.lock();
		try {
			return step.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A request that waits. */
	private static final class Request {

		private final Work work;

		private final long amount;

		private final boolean again;

		private @Nullable Share granted;

		Request(Work work, long amount, boolean again) {
			this.work = work;
			this.amount = amount;
			this.again = again;
		}

		ShareKey key() {
			return this.work.key();
		}

	}

}
