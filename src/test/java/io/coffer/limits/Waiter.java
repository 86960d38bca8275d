package io.coffer.limits;

import static org.awaitility.Awaitility.await;

import io.coffer.problems.ProblemException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A work in a thread of its own that has begun to wait for a share. */
final class Waiter {

	final CompletableFuture<Optional<Share>> share = new CompletableFuture<>();

	final CompletableFuture<Work> work = new CompletableFuture<>();

	final Thread thread;

	Waiter(FairLimiter limiter, String key, long amount) {
		this(limiter, key, amount, false);
	}

	Waiter(FairLimiter limiter, String key, long amount, boolean again) {
		Function<Work, Optional<Share>> taking = (work) -> again
				? limiter.takeAgain(work, amount, FairLimiterTests.LONG)
				: limiter.take(work, amount, FairLimiterTests.LONG);
		this.thread = new Thread(() -> {
			try (Work mine = FairLimiterTests.work(key)) {
				this.work.complete(mine);
				this.share.complete(taking.apply(mine));
			}
			catch (ProblemException ex) {
				this.share.completeExceptionally(ex);
			}
		});
		this.thread.setDaemon(true);
		this.thread.start();
		await().until(() -> this.thread.getState() == Thread.State.TIMED_WAITING || this.share.isDone());
	}

}
