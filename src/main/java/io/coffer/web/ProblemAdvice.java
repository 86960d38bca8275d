package io.coffer.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers what a controller, or Spring on its behalf, throws. It writes the document
 * itself, so no {@code produces} and no Accept header has a say in it.
 */
@RestControllerAdvice
class ProblemAdvice {

	private final ExceptionResponder answer;

	ProblemAdvice(ExceptionResponder answer) {
		this.answer = answer;
	}

	@ExceptionHandler(Exception.class)
	void answer(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
		if (belongsToSecurity(failure)) {
			throw failure;
		}
		this.answer.write(failure, request, response);
	}

	private static boolean belongsToSecurity(Exception failure) {
		return failure instanceof AccessDeniedException || failure instanceof AuthenticationException;
	}

}
