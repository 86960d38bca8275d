package io.coffer.server;

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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how many requests go on at the same time, those of callers and those of
 * strangers each for themselves. When the store hangs, and with it whoever waits for it,
 * threads are left to say that Coffer is alive, and to tell the others that it is busy.
 * Health is always answered. Only a caller's connection stays open for another request: a
 * single small answer to somebody else never waits for its reader.
 */
class RequestLimitFilter extends OncePerRequestFilter {

	private static final int RETRY_AFTER_SECONDS = 5;

	private final ProblemWriter problems;

	private final Semaphore callers;

	private final Semaphore strangers;

	private final Duration patience;

	RequestLimitFilter(ProblemWriter problems, int callers, int strangers, Duration patience) {
		this.problems = problems;
		this.callers = new Semaphore(callers);
		this.strangers = new Semaphore(strangers);
		this.patience = patience;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Principal caller = request.getUserPrincipal();
		Semaphore places = (caller != null) ? this.callers : this.strangers;
		if (isHealth(request)) {
			chain.doFilter(request, response);
		}
		else if (isFree(places)) {
			new Place(caller, places).give(request);
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

	private boolean isFree(Semaphore places) {
		try {
			return places.tryAcquire(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static boolean isHealth(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath() + "/actuator/health");
	}

}
