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
 * from nowhere else: a query parameter or a form would leave it in logs.
 */
final class BearerTokenConverter implements AuthenticationConverter {

	private static final Pattern BEARER = Pattern.compile("bearer(?: +(.*))?", Pattern.CASE_INSENSITIVE);

	/**
	 * The token to be checked, or null if the request tries no bearer token.
	 * @throws BadCredentialsException if what follows the scheme is no token
	 */
	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
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
