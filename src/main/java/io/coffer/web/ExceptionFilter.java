package io.coffer.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers what filters throw, and makes Tomcat cut the connection under an answer that
 * failed after it had begun.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ExceptionFilter extends OncePerRequestFilter {

	private final ExceptionResponder answer;

	ExceptionFilter(ExceptionResponder answer) {
		this.answer = answer;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			requirePath(request);
			chain.doFilter(request, response);
		}
		catch (ServletException ex) {
			this.answer.write((ex.getCause() instanceof Exception cause) ? cause : ex, request, response);
		}
		catch (IOException | RuntimeException ex) {
			this.answer.write(ex, request, response);
		}
		if (ExceptionResponder.isCut(request)) {
			throw new CloseNowException();
		}
	}

	/** Tomcat leaves path parameters as they came; Spring decodes them, and fails. */
	private static void requirePath(HttpServletRequest request) {
		try {
			PathContainer.parsePath(request.getRequestURI());
		}
		catch (IllegalArgumentException ex) {
			throw StatusProblem.malformed();
		}
	}

}
