package io.coffer.s3door;

import io.coffer.keypairs.KeyPairs;
import io.coffer.keypairs.KeyPairs.Match;
import io.coffer.problems.ProblemException;
import io.coffer.security.AccessRefused;
import io.coffer.security.AccessRefused.Reason;
import io.coffer.security.IssuedToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who has signed the request with the secret of a token that is in force. */
final class SignatureFilter extends OncePerRequestFilter {

	private final KeyPairs pairs;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	SignatureFilter(KeyPairs pairs, ApplicationEventPublisher events, Clock clock) {
		this.pairs = pairs;
		this.events = events;
		this.clock = clock;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Query query = Query.of(request);
		SignedRequest signed = SignedRequest.of(request, query)
			.orElseThrow(() -> refused(Reason.NO_TOKEN, request, S3Error.ACCESS_DENIED
				.because("The request is not signed. Configure the key pair that came with a " + "device's token.")));
		signed.requireTime(this.clock);
		String canonical = Signature.canonical(request, query, signed);
		Match match = this.pairs.match(signed.accessKeyId(), (secret) -> new Signature(secret, signed).isOf(canonical));
		IssuedToken token = match.token()
			.orElseThrow(() -> refused(Reason.INVALID_TOKEN, request, S3Error.INVALID_ACCESS_KEY_ID
				.because("There is no such access key, or the token that it came with was revoked or has expired.")));
		String secret = match.secret()
			.orElseThrow(() -> refused(Reason.INVALID_TOKEN, request, S3Error.SIGNATURE_DOES_NOT_MATCH
				.because("The secret access key is another, or something on the way has changed the request: a proxy "
						+ "must leave the Host header and the path as they are.")));
		Payload payload = new Payload(request, signed, new Signature(secret, signed));
		request.setAttribute(DoorRequest.class.getName(), DoorRequest.of(request, query, token.caller(), payload));
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(token.caller(), token,
				AuthorityUtils.createAuthorityList("ROLE_" + token.role())));
		SecurityContextHolder.setContext(context);
		chain.doFilter(request, response);
	}

	private ProblemException refused(Reason reason, HttpServletRequest request, ProblemException problem) {
		this.events.publishEvent(new AccessRefused(reason, request.getMethod(), request.getRequestURI()));
		return problem;
	}

}
