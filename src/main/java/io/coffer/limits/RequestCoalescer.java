package io.coffer.limits;

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
 * Lets equal questions at the same time share one scan. One that is asked while a scan is
 * under way shares the next one, since the present one may have passed what was stored a
 * moment ago: an answer is never older than its question. For each question there is at
 * most one scan under way and one that waits for it.
 *
 * @param <Q> the question, compared by {@code equals}
 * @param <A> the answer, which is shared, so it must not change
 */
public final class RequestCoalescer<Q, A> {

	private static final Set<ProblemType> OF_ONE_CALLER = Set.of(ProblemType.BUSY, ProblemType.UNAUTHENTICATED,
			ProblemType.VAULT_DISABLED);

	private final Map<Q, Round<A>> latest = new HashMap<>();

	/**
	 * The answer of a scan that begins from now on. A failure is shared too, but for a
	 * refusal of the caller that made the scan: that is its own.
	 */
	public A ask(Q question, Supplier<A> scan) {
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
		return (round == before) ? share(round, scan) : run(question, round, before, scan);
	}

	private A share(Round<A> round, Supplier<A> scan) {
		try {
			return round.await();
		}
		catch (ProblemException ex) {
			if (OF_ONE_CALLER.contains(ex.type())) {
				return scan.get();
			}
			throw ex;
		}
	}

	/** How many questions have a scan under way or one that waits. */
	int size() {
		synchronized (this.latest) {
			return this.latest.size();
		}
	}

	private A run(Q question, Round<A> round, @Nullable Round<A> before, Supplier<A> scan) {
		try {
			if (before != null) {
				before.awaitEnd();
			}
			synchronized (this.latest) {
				round.begun = true;
			}
			round.answer.complete(scan.get());
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
