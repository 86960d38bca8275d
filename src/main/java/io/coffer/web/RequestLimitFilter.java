package io.coffer.web;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.thread.Threading;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how many requests go on at the same time. When the store hangs, and with it
 * whoever waits for it, threads are left to say that Coffer is alive, and to tell the
 * others that it is busy. Health is always answered.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RequestLimitFilter extends OncePerRequestFilter {

	private static final int RETRY_AFTER_SECONDS = 5;

	/** Waiting takes a thread, which is cheap only if it is a virtual one. */
	private static final Duration PATIENCE_OF_VIRTUAL_THREADS = Duration.ofSeconds(10);

	private final ProblemWriter problems;

	private final Semaphore places;

	private final Duration patience;

	RequestLimitFilter(ProblemWriter problems, @Value("${coffer.requests.max}") int max, Environment environment) {
		this.problems = problems;
		this.places = new Semaphore(max);
		this.patience = Threading.VIRTUAL.isActive(environment) ? PATIENCE_OF_VIRTUAL_THREADS : Duration.ZERO;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isHealth(request) && !hasBody(request)) {
			chain.doFilter(request, response);
			return;
		}
		if (!takePlace()) {
			this.problems.write(new ProblemException(ProblemType.BUSY, "Too many requests are under way.")
				.with("retryAfter", RETRY_AFTER_SECONDS), request, response);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.places.release();
		}
	}

	private boolean takePlace() {
		try {
			return this.places.tryAcquire(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** A body that nobody reads may take long. */
	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	private static boolean isHealth(HttpServletRequest request) {
		return request.getRequestURI().startsWith(request.getContextPath() + "/actuator/health");
	}

}
