package io.coffer.logins;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of one issuer. A request waits for them only if no known key can be the
 * token's, for {@link #PATIENCE} at most, and few do at a time; keys in use are fetched
 * again behind the requests. However many tokens name keys that there are not, the issuer
 * is asked now and then.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

	/** How long nobody asks again. */
	static final Duration FRESH = Duration.ofMinutes(5);

	/** How long keys hold while the issuer cannot be asked. */
	static final Duration USABLE = Duration.ofHours(1);

	/** From one question for a key that there was not to the next. */
	static final Duration PAUSE = Duration.ofSeconds(30);

	/** From a question that failed to the next. */
	static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

	/** How long one answer may take. */
	static final Duration PATIENCE = Duration.ofSeconds(5);

	static final int MAX_WAITING = 16;

	private static final Logger logger = LoggerFactory.getLogger(IssuerKeys.class);

	private final String issuer;

	private final Callable<JWKSet> fetch;

	private final Executor executor;

	private final Ticker ticker;

	private final Semaphore waiting = new Semaphore(MAX_WAITING);

	private volatile @Nullable Known known;

	private volatile @Nullable Question last;

	/**
	 * Knows none yet.
	 * @param fetch asks the issuer, and comes to an end
	 * @param executor where that is done
	 */
	IssuerKeys(String issuer, Callable<JWKSet> fetch, Executor executor, Ticker ticker) {
		this.issuer = issuer;
		this.fetch = fetch;
		this.executor = executor;
		this.ticker = ticker;
	}

	/**
	 * The keys that may have signed a token.
	 * @throws KeySourceException with {@link ProblemType#LOGIN_UNAVAILABLE} as its cause,
	 * if that cannot be known now
	 */
	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
		List<JWK> found = select(selector);
		if (!found.isEmpty()) {
			if (isOlderThan(FRESH)) {
				ask();
			}
			return found;
		}
		Question question = ask();
		await(question);
		if (!question.hasSucceeded() || isOlderThan(USABLE)) {
			throw unavailable(question);
		}
		return select(selector);
	}

	private List<JWK> select(JWKSelector selector) {
		Known now = this.known;
		return (now == null || isOlderThan(USABLE)) ? List.of() : selector.select(now.keys());
	}

	private boolean isOlderThan(Duration age) {
		Known now = this.known;
		return now == null || this.ticker.read() - now.since() > age.toNanos();
	}

	/**
	 * Asks the issuer, unless it is being asked or has been a moment ago.
	 * @return the question that is under way, or the last one
	 */
	synchronized Question ask() {
		Question before = this.last;
		if (before != null && !before.isOver(this.ticker.read())) {
			return before;
		}
		Question next = new Question(this.ticker.read(), new CompletableFuture<>());
		this.last = next;
		try {
			this.executor.execute(() -> answer(next, before == null || before.hasSucceeded()));
		}
		catch (RuntimeException | Error ex) {
			next.answer().completeExceptionally(ex);
			throw ex;
		}
		return next;
	}

	private void answer(Question question, boolean first) {
		try {
			this.known = new Known(this.fetch.call(), question.since());
			question.answer().complete(true);
		}
		catch (Exception | Error ex) {
			question.answer().completeExceptionally(ex);
			if (first) {
				logger.warn("The keys of the issuer {} cannot be fetched; without them its tokens are refused: {}",
						this.issuer, ex.toString());
			}
			return;
		}
		if (!first) {
			logger.info("The keys of the issuer {} are fetched again", this.issuer);
		}
	}

	private void await(Question question) throws KeySourceException {
		if (question.answer().isDone()) {
			return;
		}
		if (!this.waiting.tryAcquire()) {
			throw unavailable(question);
		}
		try {
			long left = question.since() + PATIENCE.toNanos() - this.ticker.read();
			question.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw unavailable(question);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw unavailable(question);
		}
		finally {
			this.waiting.release();
		}
	}

	private KeySourceException unavailable(Question question) {
		long wait = question.since() + question.pause().toNanos() - this.ticker.read();
		return new KeySourceException("No keys",
				new ProblemException(ProblemType.LOGIN_UNAVAILABLE,
						"The issuer of this login cannot be asked for its keys.")
					.hint("The token may be good: try again later. Other tokens work.")
					.with("retryAfter", Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait))));
	}

	/** The keys, and when they were asked for. */
	private record Known(JWKSet keys, long since) {
	}

	/** A question to the issuer, asked then. */
	record Question(long since, CompletableFuture<Boolean> answer) {

		boolean hasSucceeded() {
			return this.answer.isDone() && !this.answer.isCompletedExceptionally();
		}

		/** Whether the next may be asked. */
		boolean isOver(long now) {
			return this.answer.isDone() && now - this.since > pause().toNanos();
		}

		Duration pause() {
			return hasSucceeded() ? PAUSE : PAUSE_AFTER_FAILURE;
		}

	}

}
