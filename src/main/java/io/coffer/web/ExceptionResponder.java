package io.coffer.web;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns a failure into the answer and, once, into the log. It writes the document itself,
 * so no {@code produces} and no Accept header has a say in it.
 */
@RestControllerAdvice
class ExceptionResponder {

	private static final Logger log = LoggerFactory.getLogger(ExceptionResponder.class);

	private static final String CUT = ExceptionResponder.class.getName() + ".cut";

	private final ProblemWriter problems;

	ExceptionResponder(ProblemWriter problems) {
		this.problems = problems;
	}

	/** Answers what a controller, or Spring on its behalf, throws. */
	@ExceptionHandler(Exception.class)
	void answer(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
		if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
			throw failure;
		}
		write(failure, request, response);
	}

	/**
	 * Answers with the failure's problem. Where another answer has begun it is to be cut,
	 * so that the client cannot take half of it for the whole.
	 */
	void write(Exception failure, HttpServletRequest request, HttpServletResponse response) {
		ProblemException problem = ExceptionMapper.of(failure);
		if (problem == null) {
			log.debug("The client has gone: {} {}", request.getMethod(), request.getRequestURI());
			return;
		}
		log(problem, failure, request);
		if (response.isCommitted()) {
			request.setAttribute(CUT, true);
		}
		else if (failure instanceof ErrorResponse answer) {
			answer.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		}
		this.problems.write(problem, request, response);
	}

	/** Whether the answer must not end as if it were complete. */
	static boolean isCut(HttpServletRequest request) {
		return request.getAttribute(CUT) != null;
	}

	private static void log(ProblemException problem, Exception failure, HttpServletRequest request) {
		ProblemType type = problem.type();
		String code = type.code();
		if (type == ProblemType.INTERNAL_ERROR) {
			log.error("{} {} failed, request id {}", request.getMethod(), request.getRequestURI(),
					RequestId.of(request), failure);
		}
		else if (type.status() >= 500 && problem.getCause() != null) {
			log.warn("{} {} answered {}", request.getMethod(), request.getRequestURI(), code, failure);
		}
		else {
			log.debug("{} {} answered {}: {}", request.getMethod(), request.getRequestURI(), code, reason(failure));
		}
	}

	/** A framework's message may show what the client sent, and so a secret. */
	private static String reason(Exception failure) {
		return (failure instanceof ProblemException) ? String.valueOf(failure.getMessage())
				: failure.getClass().getSimpleName();
	}

}
