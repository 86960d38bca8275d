package io.coffer.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a token: all that is kept of it. It needs neither salt nor stretching,
 * since tokens are random and long.
 */
final class TokenHash {

	private static final Pattern SYNTAX = Pattern.compile("[0-9a-fA-F]{64}");

	private final byte[] hash;

	private TokenHash(byte[] hash) {
		this.hash = hash;
	}

	static TokenHash of(String token) {
		try {
			return new TokenHash(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

	/** The hash of 64 hexadecimal digits, or nothing if these are none. */
	static Optional<TokenHash> parse(String hex) {
		return SYNTAX.matcher(hex).matches() ? Optional.of(new TokenHash(HexFormat.of().parseHex(hex)))
				: Optional.empty();
	}

	/** Compares in a time that does not depend on the bytes. */
	boolean matches(TokenHash other) {
		return MessageDigest.isEqual(this.hash, other.hash);
	}

	String hex() {
		return HexFormat.of().formatHex(this.hash);
	}

	@Override
	public String toString() {
		return "TokenHash[hidden]";
	}

}
