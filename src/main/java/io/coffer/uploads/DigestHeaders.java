package io.coffer.uploads;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SHA-256 that a client promises, from {@code Content-Digest} and
 * {@code Repr-Digest} (RFC 9530 §2 and §3) or as hex. Other algorithms are ignored, as
 * the RFC allows.
 */
public final class DigestHeaders {

	private static final Pattern SHA256 = Pattern.compile("sha-256(?![\\w.*-])(?<value>.*)", Pattern.CASE_INSENSITIVE);

	private static final Pattern SHA256_BYTES = Pattern.compile("=:([A-Za-z0-9+/]{43}=?):(?:;.*)?");

	private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-fA-F]{64}");

	private DigestHeaders() {
	}

	/**
	 * The SHA-256 in these header values as lower-case hex, or null if none names it.
	 * @throws ProblemException {@link ProblemType#INVALID_DIGEST} if it cannot be read,
	 * or if two differ
	 */
	public static @Nullable String sha256(List<String> values) {
		List<String> digests = values.stream()
			.flatMap((value) -> Stream.of(value.split(",")))
			.map(String::strip)
			.map(SHA256::matcher)
			.filter(Matcher::matches)
			.map((member) -> decode(member.group("value")))
			.distinct()
			.toList();
		if (digests.size() > 1) {
			throw new ProblemException(ProblemType.INVALID_DIGEST, "The request gives two different SHA-256 digests.");
		}
		return digests.isEmpty() ? null : digests.get(0);
	}

	/**
	 * Checks a SHA-256 given as 64 hex digits.
	 * @throws ProblemException {@link ProblemType#INVALID_DIGEST}
	 */
	public static String hex(String value) {
		if (!SHA256_HEX.matcher(value).matches()) {
			throw new ProblemException(ProblemType.INVALID_DIGEST, "A SHA-256 has 64 hexadecimal digits.");
		}
		return value.toLowerCase(Locale.ROOT);
	}

	private static String decode(String value) {
		Matcher matcher = SHA256_BYTES.matcher(value);
		if (!matcher.matches()) {
			throw new ProblemException(ProblemType.INVALID_DIGEST, "The sha-256 digest is not 32 bytes in base64.")
				.hint("Write it as sha-256=:<base64>: with the colons (RFC 9530).");
		}
		return HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1)));
	}

}
