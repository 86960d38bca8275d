package io.coffer.standins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.web.util.UriUtils;

/**
 * Signature Version 4 of a request, in its <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">header</a>
 * or, with a lifetime, in its <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">query</a>.
 *
 * @param scope date, region, service and the closing word of the credential
 * @param payload what stands for the body: its SHA-256, or a word that says why not
 */
record Signature(String keyId, List<String> scope, String time, List<String> signedHeaders, String payload,
		Optional<Duration> lifetime, String value) {

	static final String UNSIGNED = "UNSIGNED-PAYLOAD";

	private static final Pattern AUTHORIZATION = Pattern
		.compile("AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX")
		.withZone(ZoneOffset.UTC);

	/** The signature of a request, or nothing if it has none. */
	static Optional<Signature> of(S3Request request) {
		String authorization = request.header("Authorization");
		boolean inQuery = request.asks("X-Amz-Signature");
		if (authorization.isEmpty()) {
			return inQuery ? Optional.of(inQuery(request::parameter)) : Optional.empty();
		}
		Matcher parts = AUTHORIZATION.matcher(authorization);
		if (inQuery || !parts.matches()) {
			throw new Refusal(400, "InvalidArgument", "Unsupported Authorization Type");
		}
		String payload = request.header("x-amz-content-sha256");
		if (payload.isEmpty()) {
			throw new Refusal(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
		}
		return Optional.of(of(parts.group(1), request.header("x-amz-date"), parts.group(2), payload, Optional.empty(),
				parts.group(3)));
	}

	private static Signature inQuery(Function<String, String> query) {
		try {
			Duration lifetime = Duration.ofSeconds(Long.parseLong(query.apply("X-Amz-Expires")));
			if (query.apply("X-Amz-Algorithm").equals("AWS4-HMAC-SHA256") && !lifetime.isNegative()
					&& lifetime.compareTo(Duration.ofDays(7)) <= 0) {
				return of(query.apply("X-Amz-Credential"), query.apply("X-Amz-Date"),
						query.apply("X-Amz-SignedHeaders"), UNSIGNED, Optional.of(lifetime),
						query.apply("X-Amz-Signature"));
			}
		}
		catch (NumberFormatException ex) {
			// refused as any other wrong parameter
		}
		throw new Refusal(400, "AuthorizationQueryParametersError",
				"X-Amz-Expires must be less than a week (in" + " seconds) that is 604800");
	}

	private static Signature of(String credential, String time, String headers, String payload,
			Optional<Duration> lifetime, String value) {
		List<String> parts = Arrays.asList(credential.split("/", -1));
		int key = parts.size() - 4;
		if (key < 1 || !time.startsWith(parts.get(key))) {
			throw new Refusal(400, "AuthorizationHeaderMalformed", "The authorization header is malformed");
		}
		return new Signature(String.join("/", parts.subList(0, key)), parts.subList(key, parts.size()), time,
				List.of(headers.split(";")), payload, lifetime, value);
	}

	String region() {
		return this.scope.get(1);
	}

	Instant instant() {
		try {
			return TIME.parse(this.time, Instant::from);
		}
		catch (DateTimeException ex) {
			throw Refusal.accessDenied();
		}
	}

	/** Whether the holder of the secret has signed this request for this host. */
	boolean matches(S3Request request, String secret) {
		if (!this.signedHeaders.contains("host") || !this.scope.subList(2, 4).equals(List.of("s3", "aws4_request"))) {
			return false;
		}
		return this.value.equals(sign(secret, "AWS4-HMAC-SHA256", sha256(canonical(request).getBytes(UTF_8))));
	}

	/**
	 * Signs what follows the time and the scope of this signature.
	 * @param kind what is signed: a request, a chunk or a trailer
	 */
	String sign(String secret, String kind, String... lines) {
		byte[] key = ("AWS4" + secret).getBytes(UTF_8);
		for (String part : this.scope) {
			key = hmac(key, part);
		}
		String toSign = String.join("\n", kind, this.time, String.join("/", this.scope), String.join("\n", lines));
		return HexFormat.of().formatHex(hmac(key, toSign));
	}

	/** Whether the header counts: a proxy could have added one that is not signed. */
	boolean signs(String header) {
		return this.signedHeaders.contains(header);
	}

	static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String canonical(S3Request request) {
		Map<String, String> query = new TreeMap<>();
		request.parameters().forEach((name, parameter) -> query.put(encode(name), encode(parameter)));
		query.remove("X-Amz-Signature");
		String headers = this.signedHeaders.stream()
			.map((name) -> name + ":" + values(request, name) + "\n")
			.collect(Collectors.joining());
		return String.join("\n", request.method(), encode(request.path()).replace("%2F", "/"),
				query.entrySet().stream().map(Object::toString).collect(Collectors.joining("&")), headers,
				String.join(";", this.signedHeaders), this.payload);
	}

	private static String values(S3Request request, String header) {
		return request.headers()
			.getOrDefault(header, List.of())
			.stream()
			.map((one) -> one.strip().replaceAll(" +", " "))
			.collect(Collectors.joining(","));
	}

	/** Encodes all but the unreserved characters of RFC 3986, as the rules demand. */
	private static String encode(String text) {
		return UriUtils.encode(text, UTF_8);
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(text.getBytes(UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
