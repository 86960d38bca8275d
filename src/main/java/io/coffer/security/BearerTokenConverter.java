package io.coffer.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Takes the token from {@code Authorization: Bearer <token>} (RFC 6750, section 2.1) and
 * from nowhere else: a query parameter or a form would leave it in logs. A ticket, which
 * opens less and ends soon, comes in the path.
 */
final class BearerTokenConverter implements AuthenticationConverter {

	private static final Pattern BEARER = Pattern.compile("bearer(?: +(.*))?", Pattern.CASE_INSENSITIVE);

	/** The principal of a ticket that is to be checked. */
	static final String TICKET = "ticket";

	/**
	 * The token to be checked, or null if the request tries no bearer token. What stands
	 * in the path as a ticket counts alone.
	 * @throws BadCredentialsException if what follows the scheme is no token
	 */
	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String ticket = TicketFilter.ticket(request);
		if (ticket != null) {
			Token token = Token.parse(ticket).orElseThrow(() -> new BadCredentialsException("The ticket is malformed"));
			return UsernamePasswordAuthenticationToken.unauthenticated(TICKET, token);
		}
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		Matcher bearer = BEARER.matcher((header != null) ? header : "");
		if (!bearer.matches()) {
			return null;
		}
		Token token = Optional.ofNullable(bearer.group(1))
			.flatMap(Token::parse)
			.orElseThrow(() -> new BadCredentialsException("The bearer token is malformed"));
		return UsernamePasswordAuthenticationToken.unauthenticated("bearer", token);
	}

}
