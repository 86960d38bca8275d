package io.coffer.security;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.AccessRefused.Reason;
import io.coffer.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Answers a request that may not pass with a problem and with the challenge of RFC 6750,
 * section 3.
 */
@Component
class ProblemEntryPoint implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

	private static final Logger LOG = LoggerFactory.getLogger(ProblemEntryPoint.class);

	private final ProblemWriter problems;

	private final ApplicationEventPublisher events;

	ProblemEntryPoint(ProblemWriter problems, ApplicationEventPublisher events) {
		this.problems = problems;
		this.events = events;
	}

	/** No token at all: {@link ProblemType#UNAUTHENTICATED}. */
	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
			throws IOException {
		publish(Reason.NO_TOKEN, request);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		this.problems.write(unauthenticated("The request carries no token."), request, response);
	}

	/** A token that is malformed, revoked or unknown: the same problem. */
	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException cause) throws IOException {
		LOG.warn("Refused a token that is not valid, from {}", request.getRemoteAddr());
		publish(Reason.INVALID_TOKEN, request);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
		this.problems.write(unauthenticated("The token is not valid."), request, response);
	}

	/** A valid token of a lesser role: {@link ProblemType#FORBIDDEN}. */
	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
			throws IOException {
		publish(Reason.ROLE, request);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
		this.problems.write(new ProblemException(ProblemType.FORBIDDEN,
				"This takes a token of a higher role, or one that has all vaults.")
			.hint("Ask an administrator for a token that may do this."), request, response);
	}

	private void publish(Reason reason, HttpServletRequest request) {
		this.events.publishEvent(new AccessRefused(reason, request.getMethod(), request.getRequestURI()));
	}

	private static ProblemException unauthenticated(String detail) {
		return new ProblemException(ProblemType.UNAUTHENTICATED, detail)
			.hint("Send 'Authorization: Bearer <token>'. An admin makes device tokens with POST /devices/{name}/token; "
					+ "the log of Coffer's start says where the admin token is kept.");
	}

}
