package io.coffer.s3door;

import io.coffer.backups.Sha256;
import io.coffer.s3door.Query.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.web.util.UriUtils;

/**
 * Computes signatures of version 4 (<a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">requests</a>,
 * <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">chunks</a>).
 */
final class Signature {

	private static final String HMAC = "HmacSHA256";

	static final String EMPTY = hex(sha256(new byte[0]));

	private final byte[] key;

	private final SignedRequest signed;

	/** Signs with a secret for the day and the region that a request names. */
	Signature(String secret, SignedRequest signed) {
		byte[] derived = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
		for (String step : signed.scope().split("/", -1)) {
			derived = hmac(derived, step);
		}
		this.key = derived;
		this.signed = signed;
	}

	/** Whether the request has this signature. */
	boolean isOf(String canonicalRequest) {
		return matches(this.signed.signature(),
				sign(SignedRequest.ALGORITHM, hex(sha256(canonicalRequest.getBytes(StandardCharsets.UTF_8)))));
	}

	/** The signature of a chunk that follows one of that signature. */
	String ofChunk(String before, String sha256) {
		return sign("AWS4-HMAC-SHA256-PAYLOAD", before + "\n" + EMPTY + "\n" + sha256);
	}

	/** The signature of the trailers behind a chunk of that signature. */
	String ofTrailers(String before, String trailers) {
		return sign("AWS4-HMAC-SHA256-TRAILER", before + "\n" + hex(sha256(trailers.getBytes(StandardCharsets.UTF_8))));
	}

	static boolean matches(String given, String computed) {
		return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), computed.getBytes(StandardCharsets.UTF_8));
	}

	private String sign(String algorithm, String what) {
		return hex(hmac(this.key, algorithm + "\n" + this.signed.time() + "\n" + this.signed.scope() + "\n" + what));
	}

	/** What is signed of a request. */
	static String canonical(HttpServletRequest request, Query query, SignedRequest signed) {
		String parameters = query.all()
			.stream()
			.filter((parameter) -> !parameter.name().equals("X-Amz-Signature"))
			.map((parameter) -> new Parameter(encode(parameter.name()), encode(parameter.value())))
			.sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
			.map((parameter) -> parameter.name() + "=" + parameter.value())
			.collect(Collectors.joining("&"));
		String headers = signed.signedHeaders()
			.stream()
			.map((name) -> name + ":" + header(request, name) + "\n")
			.collect(Collectors.joining());
		return String.join("\n", request.getMethod(), path(request), parameters, headers,
				String.join(";", signed.signedHeaders()), signed.payload());
	}

	/** Each character as the rules want it, however the client has written it. */
	private static String path(HttpServletRequest request) {
		try {
			String decoded = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
			return encode(decoded).replace("%2F", "/");
		}
		catch (IllegalArgumentException ex) {
			throw S3Error.INVALID_URI.because("The path cannot be decoded.");
		}
	}

	private static String header(HttpServletRequest request, String name) {
		return Collections.list(request.getHeaders(name))
			.stream()
			.map((value) -> value.strip().replaceAll(" +", " "))
			.collect(Collectors.joining(","));
	}

	/** All but the unreserved characters of RFC 3986. */
	static String encode(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

	private static byte[] sha256(byte[] bytes) {
		return Sha256.digest().digest(bytes);
	}

	static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance(HMAC);
			mac.init(new SecretKeySpec(key, HMAC));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java runtime has " + HMAC, ex);
		}
	}

}
