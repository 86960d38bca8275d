package io.coffer.server;

import io.coffer.limits.FairLimiter;
import io.coffer.limits.Share;
import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how many requests go on at the same time, those of callers and those of
 * strangers each for themselves, the callers' in fair shares. When the store hangs, and
 * with it all requests that wait for it, threads are left to say that Coffer is alive,
 * and to tell the others that it is busy. Health is always answered. Only a caller's
 * connection stays open for another request: a single small answer to a stranger never
 * waits for its reader.
 */
class RequestLimitFilter extends OncePerRequestFilter {

	private static final int RETRY_AFTER_SECONDS = 5;

	private static final int MOST_WAITING_THREADS = 4;

	private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(10);

	private final ProblemWriter problems;

	private final FairLimiter callers;

	private final Semaphore strangers;

	private final Duration patience;

	RequestLimitFilter(ProblemWriter problems, int callers, int strangers, Duration patience) {
		this.problems = problems;
		this.callers = new FairLimiter(callers);
		this.strangers = new Semaphore(strangers);
		this.patience = patience;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Principal caller = request.getUserPrincipal();
		if (isHealth(request)) {
			chain.doFilter(request, response);
			return;
		}
		Optional<Runnable> end = (caller != null) ? placeOfCaller() : placeOfStranger();
		if (end.isPresent()) {
			new RequestPermit(caller, end.get()).give(request);
			if (caller != null) {
				response.setHeader(HttpHeaders.CONNECTION, null);
			}
			chain.doFilter(request, response);
		}
		else {
			this.problems.write(new ProblemException(ProblemType.BUSY, "Too many requests are under way.")
				.with("retryAfter", RETRY_AFTER_SECONDS), request, response);
		}
	}

	/** Where waiting takes a thread of few, a few wait, and only for what others owe. */
	private Optional<Runnable> placeOfCaller() {
		Work work = Work.current();
		Optional<Share> place;
		if (!this.patience.isZero()) {
			place = this.callers.take(work, 1, this.patience);
		}
		else if (this.callers.waiting() < MOST_WAITING_THREADS) {
			place = this.callers.takeOfOthers(work, 1, PATIENCE_WITH_OTHERS);
		}
		else {
			place = this.callers.takeIfFree(work, 1);
		}
		return place.map((share) -> share::close);
	}

	private Optional<Runnable> placeOfStranger() {
		try {
			boolean free = this.strangers.tryAcquire(this.patience.toMillis(), TimeUnit.MILLISECONDS);
			return free ? Optional.of(this.strangers::release) : Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	private static boolean isHealth(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath() + "/actuator/health");
	}

}
