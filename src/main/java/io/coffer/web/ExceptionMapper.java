package io.coffer.web;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.validation.ConstraintViolationException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What a failure means to the client. */
final class ExceptionMapper {

	private ExceptionMapper() {
	}

	/**
	 * The problem to answer, or null where the client has gone.
	 */
	static @Nullable ProblemException of(Throwable failure) {
		ProblemException known = find(failure, ProblemException.class);
		if (known != null) {
			return known;
		}
		if (has(failure, ClientAbortException.class) || has(failure, AsyncRequestNotUsableException.class)) {
			return null;
		}
		if (has(failure, RequestRejectedException.class) || has(failure, InvalidParameterException.class)
				|| has(failure, BadRequestException.class)) {
			return StatusProblem.malformed();
		}
		ProblemException invalid = invalid(failure);
		if (invalid != null) {
			return invalid;
		}
		return StatusProblem.of((failure instanceof ErrorResponse answer) ? answer.getStatusCode().value() : 500);
	}

	private static @Nullable ProblemException invalid(Throwable failure) {
		if (failure instanceof BindException binding) {
			return ValidationProblem.of(binding);
		}
		if (failure instanceof HandlerMethodValidationException validation && !validation.isForReturnValue()) {
			return ValidationProblem.of(validation);
		}
		if (failure instanceof ConstraintViolationException constraints) {
			return ValidationProblem.of(constraints);
		}
		if (failure instanceof MissingServletRequestParameterException missing) {
			return ValidationProblem.of(missing.getParameterName(), "is required");
		}
		if (failure instanceof MissingRequestHeaderException missing) {
			return ValidationProblem.of(missing.getHeaderName(), "is required");
		}
		if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
			return ValidationProblem.of(mismatch.getName(), ExpectedFormat.message(mismatch.getRequiredType()));
		}
		if (failure instanceof TypeMismatchException mismatch) {
			String field = mismatch.getPropertyName();
			return (field != null) ? ValidationProblem.of(field, ExpectedFormat.message(mismatch.getRequiredType()))
					: new ProblemException(ProblemType.INVALID_REQUEST, "A value has the wrong form.");
		}
		return (failure instanceof HttpMessageNotReadableException unreadable) ? BodyProblem.of(unreadable) : null;
	}

	private static boolean has(Throwable failure, Class<? extends Throwable> type) {
		return find(failure, type) != null;
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

}
