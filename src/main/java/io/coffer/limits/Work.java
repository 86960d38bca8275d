package io.coffer.limits;

import io.coffer.problems.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one thread does for one caller, from {@link #begin} until it is closed: whose it
 * is, how it gets on, and how others end it.
 */
public final class Work implements AutoCloseable {

	private static final ThreadLocal<Work> CURRENT = new ThreadLocal<>();

	/**
	 * How long work that is to end may take to notice. A client that sends goes on for so
	 * long, and sees the answer rather than a connection that breaks.
	 */
	private static final Executor A_WHILE_LATER = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

	private static final int STEP = 1024 * 1024;

	private volatile ShareKey key;

	private final @Nullable Runnable wake;

	private final AtomicLong moved = new AtomicLong();

	private volatile long lastStep = System.nanoTime();

	private volatile @Nullable Supplier<ProblemException> end;

	private volatile boolean closed;

	private Work(ShareKey key, @Nullable Runnable wake) {
		this.key = key;
		this.wake = wake;
	}

	/**
	 * Begins work on this thread.
	 * @param wake ends what the thread may wait for the client to do; called by another
	 * thread
	 */
	public static Work begin(ShareKey key, Runnable wake) {
		Work work = new Work(key, wake);
		CURRENT.set(work);
		return work;
	}

	/** The work of this thread: Coffer's own where none has begun. */
	public static Work current() {
		Work work = CURRENT.get();
		return (work != null) ? work : new Work(ShareKey.COFFER, null);
	}

	/** Whose it is. */
	public ShareKey key() {
		return this.key;
	}

	/** Whose it is shows later than that it is there. */
	public void belongsTo(ShareKey caller) {
		this.key = caller;
	}

	/** So many bytes more have come from the client or gone to it. */
	public void moved(int bytes) {
		long before = this.moved.getAndAdd(bytes);
		if (before / STEP != (before + bytes) / STEP) {
			this.lastStep = System.nanoTime();
		}
	}

	/**
	 * When it last got on by a mebibyte, by {@link System#nanoTime}; else its beginning.
	 */
	long lastStep() {
		return this.lastStep;
	}

	/** Whether others may end it. */
	boolean isEndable() {
		return this.wake != null && this.end == null && !this.closed;
	}

	/**
	 * Lets it end within seconds, with the first such problem.
	 * @param problem makes a new one each time
	 */
	public synchronized void end(Supplier<ProblemException> problem) {
		if (isEndable()) {
			this.end = problem;
			A_WHILE_LATER.execute(this::wake);
		}
	}

	/**
	 * Goes on, unless this has been ended.
	 * @throws ProblemException why it is to end
	 */
	public void requireGoingOn() {
		Supplier<ProblemException> problem = this.end;
		if (problem != null) {
			throw problem.get();
		}
	}

	/** Ends the work of this thread, which made it. */
	@Override
	public synchronized void close() {
		this.closed = true;
		CURRENT.remove();
	}

	private synchronized void wake() {
		if (!this.closed && this.wake != null) {
			this.wake.run();
		}
	}

}
