package io.coffer.limits;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares a capacity by max-min fairness between vaults, and what a vault has between its
 * callers. One caller alone may have all of it. While requests wait, the vault that has
 * least is served first, and in it the caller that has least. Who has more than another
 * would get gives way: with what it hands on anyway at once, and after {@code patience}
 * with the work that has been without progress for longest, which is ended.
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

	private final List<ShareRequest> waiting = new ArrayList<>();

	private final Set<Share> shares = new LinkedHashSet<>();

	private final Holdings held = new Holdings();

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
		return locked(() -> grantIfFree(work, amount));
	}

	/**
	 * Takes some, standing in line for a bounded time.
	 * @throws ProblemException if the work is ended meanwhile
	 */
	public Optional<Share> take(Work work, long amount, Duration wait) {
		return locked(() -> await(new ShareRequest(work, amount, false), wait));
	}

	/**
	 * Takes some again, after giving way: before what the same caller has not begun yet.
	 */
	public Optional<Share> takeAgain(Work work, long amount, Duration wait) {
		return locked(() -> await(new ShareRequest(work, amount, true), wait));
	}

	/** Takes some, standing in line only if others have more than a fair share. */
	public Optional<Share> takeOfOthers(Work work, long amount, Duration wait) {
		return locked(() -> grantIfFree(work, amount).or(() -> {
			ShareRequest request = new ShareRequest(work, amount, false);
			return await(request, (victim(request) != null) ? wait : Duration.ZERO);
		}));
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
			ShareRequest first = first();
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
			this.held.add(share.key(), -share.amount());
			serve();
			return true;
		});
	}

	private Optional<Share> await(ShareRequest request, Duration wait) {
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

	private void standInLine(ShareRequest request, Duration wait) {
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
		for (ShareRequest first = first(); first != null && first.amount <= this.free; first = first()) {
			first.granted = grant(first.work, first.amount);
			this.waiting.remove(first);
		}
		this.changed.signalAll();
	}

	private Optional<Share> grantIfFree(Work work, long amount) {
		return (this.waiting.isEmpty() && amount <= this.free) ? Optional.of(grant(work, amount)) : Optional.empty();
	}

	private Share grant(Work work, long amount) {
		Share share = new Share(work, amount, this::givesWay, this::giveBack);
		this.shares.add(share);
		this.held.add(share.key(), amount);
		this.free -= amount;
		return share;
	}

	/**
	 * The request that is served next: that of the vault with least, in it of the caller
	 * with least, and of these the first.
	 */
	private @Nullable ShareRequest first() {
		return this.waiting.stream()
			.min(Comparator.<ShareRequest>comparingLong((request) -> this.held.of(request.key().vault()))
				.thenComparingLong((request) -> this.held.of(request.key()))
				.thenComparing((request) -> !request.again))
			.orElse(null);
	}

	private void endOthersFor(ShareRequest request) {
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
	private @Nullable Share victim(ShareRequest request) {
		return this.shares.stream()
			.filter((share) -> !share.leaving && share.work().isEndable() && hasMore(share, request))
			.max(Comparator.<Share>comparingLong((share) -> stayingIn(share.key().vault()))
				.thenComparingLong((share) -> staying(share.key()))
				.thenComparingLong((share) -> System.nanoTime() - share.work().lastStep()))
			.orElse(null);
	}

	/**
	 * Whether one would still have no less without that share than the other with its:
	 * one vault and another, or two callers of the same.
	 */
	private boolean hasMore(Share share, ShareRequest request) {
		ShareKey one = share.key();
		ShareKey other = request.key();
		boolean inOneVault = one.vault().equals(other.vault());
		long staying = inOneVault ? staying(one) : stayingIn(one.vault());
		long held = inOneVault ? this.held.of(other) : this.held.of(other.vault());
		return staying - share.amount() >= held + request.amount;
	}

	/** How much the request waits for that is not on its way already. */
	private long missing(ShareRequest request) {
		long now = System.nanoTime();
		long leaving = this.shares.stream()
			.filter((share) -> share.leaving && now - share.leavingSince < LEAVING.toNanos())
			.mapToLong(Share::amount)
			.sum();
		return request.amount - this.free - leaving;
	}

	private long staying(ShareKey key) {
		return this.held.of(key) - leaving((share) -> share.key().equals(key));
	}

	private long stayingIn(String vault) {
		return this.held.of(vault) - leaving((share) -> share.key().vault().equals(vault));
	}

	private long leaving(Predicate<Share> whose) {
		return this.shares.stream()
			.filter((share) -> share.leaving && whose.test(share))
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

}
