package io.coffer.state;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one fact. One thread at a time asks for it, while all others go on
 * with what is known, so that a storage that hangs holds up one of them. What has failed
 * is not asked again at once. While the storage does not answer what was known goes on
 * for a bounded time.
 */
final class CachedFact {

	/** A little more than one question takes at most. */
	private static final Duration PATIENCE = Duration.ofSeconds(6);

	/** A change is a question or two and two answers. */
	private static final Duration PATIENCE_OF_CHANGES = Duration.ofSeconds(30);

	private static final int RETRY_AFTER_SECONDS = 5;

	private final ReentrantLock lock = new ReentrantLock();

	private final Duration maxAge;

	private final Duration maxStale;

	private final LongSupplier nanoTime;

	private volatile @Nullable Reading known;

	private @Nullable ProblemException failure;

	private long failed;

	private boolean lookedUp;

	private long lastLookUp;

	CachedFact(Duration maxAge, Duration maxStale, LongSupplier nanoTime) {
		this.maxAge = maxAge;
		this.maxStale = maxStale;
		this.nanoTime = nanoTime;
	}

	/** What is known, however old it is. */
	@Nullable Reading known() {
		return this.known;
	}

	/**
	 * What is known if it is younger than that, else what the question answers.
	 * @throws ProblemException {@link ProblemType#STATE_UNAVAILABLE} if there is no
	 * answer, and nothing is known that is young enough to go on
	 */
	Reading read(Duration maxAge, Supplier<Reading> question) {
		@Nullable Reading now = this.known;
		if (now != null && isYounger(now.asked(), maxAge)) {
			return now;
		}
		boolean usable = now != null && isYounger(now.asked(), this.maxStale);
		if (!(usable ? this.lock.tryLock() : lock(PATIENCE))) {
			return goOn(null);
		}
		try {
			now = this.known;
			if (now != null && isYounger(now.asked(), maxAge)) {
				return now;
			}
			if (this.failure != null && isYounger(this.failed, maxAge)) {
				return goOn(this.failure);
			}
			return ask(question);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Asks again, since what is known may be outdated: at once, and then at most so
	 * often.
	 * @throws ProblemException as {@link #read} does
	 */
	Reading lookUp(Duration every, Supplier<Reading> question) {
		if (!lock(PATIENCE)) {
			return goOn(null);
		}
		try {
			@Nullable Reading now = this.known;
			if (now != null && this.lookedUp && isYounger(this.lastLookUp, every)) {
				return now;
			}
			this.lookedUp = true;
			this.lastLookUp = this.nanoTime.getAsLong();
			return ask(question);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Changes the fact while nothing else here asks for it or changes it.
	 * @param question asked first, since another replica may have changed it
	 * @throws ProblemException {@link ProblemType#BUSY}, or what the question or the
	 * change throws: then it is asked for again before it is believed
	 */
	Reading change(Supplier<Reading> question, UnaryOperator<Reading> change) {
		if (!lock(PATIENCE_OF_CHANGES)) {
			throw new ProblemException(ProblemType.BUSY, "Another change of the same goes on.").with("retryAfter",
					PATIENCE_OF_CHANGES.toSeconds());
		}
		try {
			Reading before = question.get();
			this.known = before.outdated(this.maxAge);
			Reading after = change.apply(before);
			this.known = after;
			this.failure = null;
			return after;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Reading ask(Supplier<Reading> question) {
		try {
			Reading answer = question.get();
			this.known = answer;
			this.failure = null;
			return answer;
		}
		catch (ProblemException ex) {
			this.failure = ex;
			this.failed = this.nanoTime.getAsLong();
			return goOn(ex);
		}
	}

	private Reading goOn(@Nullable ProblemException cause) {
		@Nullable Reading now = this.known;
		if (now != null && isYounger(now.asked(), this.maxStale)) {
			return now;
		}
		throw unavailable(cause);
	}

	private static ProblemException unavailable(@Nullable ProblemException cause) {
		if (cause == null) {
			return new ProblemException(ProblemType.STATE_UNAVAILABLE,
					"The storage takes too long to tell what Coffer keeps in the bucket.");
		}
		if (cause.type() == ProblemType.ENCRYPTION_KEY_MISMATCH || cause.type() == ProblemType.NOT_CONFIGURED) {
			return cause;
		}
		return new ProblemException(ProblemType.STATE_UNAVAILABLE,
				"What Coffer keeps in the bucket cannot be read: " + cause.detail(), cause)
			.hint((cause.hint() != null) ? cause.hint() : "Try again when the storage answers.")
			.with("retryAfter", RETRY_AFTER_SECONDS);
	}

	private boolean isYounger(long time, Duration age) {
		return this.nanoTime.getAsLong() - time < age.toNanos();
	}

	private boolean lock(Duration patience) {
		try {
			return this.lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
