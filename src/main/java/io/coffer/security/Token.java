package io.coffer.security;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bearer token in clear, as a client sends it or as it is shown once. Never kept: what
 * remains is its {@link TokenHash}.
 */
final class Token {

	/** The {@code b64token} of RFC 6750, section 2.1. */
	private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

	private static final SecureRandom RANDOM = new SecureRandom();

	private final String value;

	private Token(String value) {
		this.value = value;
	}

	/** The token of that value, or nothing if RFC 6750 has no such token. */
	static Optional<Token> parse(String value) {
		return SYNTAX.matcher(value).matches() ? Optional.of(new Token(value)) : Optional.empty();
	}

	/** A new token of 256 random bits. */
	static Token random() {
		byte[] bits = new byte[32];
		RANDOM.nextBytes(bits);
		return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
	}

	/** The secret itself: for the one answer or file that shows it. */
	String value() {
		return this.value;
	}

	/**
	 * Who has made the token, as it says itself, if it is a signed JSON web token: good
	 * for choosing who is to check it, and for nothing else.
	 */
	Optional<String> claimedIssuer() {
		String[] parts = this.value.split("\\.", -1);
		if (parts.length != 3) {
			return Optional.empty();
		}
		try {
			return Optional.ofNullable(
					JSONObjectUtils.getString(JSONObjectUtils.parse(new Base64URL(parts[1]).decodeToString()), "iss"));
		}
		catch (ParseException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	TokenHash hash() {
		return TokenHash.of(this.value);
	}

	@Override
	public String toString() {
		return "Token[hidden]";
	}

}
