package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets equal questions at the same time share one sweep. Who asks while a sweep is under
 * way shares the next one, since the present one may have passed what was stored a moment
 * ago: an answer is never older than its question. For each question there is at most one
 * sweep under way and one that waits for it.
 *
 * @param <Q> the question, compared by {@code equals}
 * @param <A> the answer, which everyone who shares it may keep
 */
public final class RequestCoalescer<Q, A> {

	private static final Set<ProblemType> OF_ONE_CALLER = Set.of(ProblemType.BUSY, ProblemType.UNAUTHENTICATED);

	private final Map<Q, Round<A>> latest = new HashMap<>();

	/**
	 * The answer of a sweep that begins from now on. A failure is everyone's who shares
	 * it, but for what the caller who made the sweep was refused: that is its own.
	 */
	public A ask(Q question, Supplier<A> sweep) {
		Round<A> round = new Round<>();
		Round<A> before;
		synchronized (this.latest) {
			before = this.latest.get(question);
			if (before == null || before.begun) {
				this.latest.put(question, round);
			}
			else {
				round = before;
			}
		}
		return (round == before) ? share(round, sweep) : run(question, round, before, sweep);
	}

	private A share(Round<A> round, Supplier<A> sweep) {
		try {
			return round.await();
		}
		catch (ProblemException ex) {
			if (OF_ONE_CALLER.contains(ex.type())) {
				return sweep.get();
			}
			throw ex;
		}
	}

	/** How many questions have a sweep under way or one that waits. */
	int size() {
		synchronized (this.latest) {
			return this.latest.size();
		}
	}

	private A run(Q question, Round<A> round, @Nullable Round<A> before, Supplier<A> sweep) {
		try {
			if (before != null) {
				before.awaitEnd();
			}
			synchronized (this.latest) {
				round.begun = true;
			}
			round.answer.complete(sweep.get());
		}
		catch (Throwable ex) {
			round.answer.completeExceptionally(ex);
		}
		synchronized (this.latest) {
			this.latest.remove(question, round);
		}
		return round.await();
	}

	private static final class Round<A> {

		private final CompletableFuture<A> answer = new CompletableFuture<>();

		private boolean begun;

		A await() {
			try {
				return this.answer.join();
			}
			catch (CompletionException ex) {
				Throwable cause = Objects.requireNonNull(ex.getCause());
				if (cause instanceof Error error) {
					throw error;
				}
				throw (RuntimeException) cause;
			}
		}

		void awaitEnd() {
			this.answer.handle((done, failure) -> true).join();
		}

	}

}
