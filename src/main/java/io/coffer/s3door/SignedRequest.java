package io.coffer.s3door;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its signature, in its head or its query (<a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">Signature
 * Version 4</a>).
 *
 * @param accessKeyId whose secret has signed
 * @param scope date, region, service and end, as they are written
 * @param time when it was signed, as it is written
 * @param signedHeaders the names of the headers that are signed, in lower case
 * @param signature in hexadecimal digits
 * @param payload what is said of the body
 * @param lifetime of a presigned URL, or null for a request that is signed in its head
 */
record SignedRequest(String accessKeyId, String scope, String time, List<String> signedHeaders, String signature,
		String payload, @Nullable Duration lifetime) {

	static final String ALGORITHM = "AWS4-HMAC-SHA256";

	static final String UNSIGNED = "UNSIGNED-PAYLOAD";

	/** S3 takes a request for as long as that; each of both clocks may be wrong. */
	private static final Duration LARGEST_SKEW = Duration.ofMinutes(15);

	private static final Duration LONGEST = Duration.ofDays(7);

	private static final Pattern PARTS = Pattern
		.compile(ALGORITHM + "\\s+(?=.*Credential=)(?=.*SignedHeaders=)(?=.*Signature=)(.*)");

	private static final Pattern SCOPE = Pattern.compile("([\\w]{16,128})/(\\d{8}/[\\w-]{1,64}/s3/aws4_request)");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	/** Reads it, or nothing where the request is not signed. */
	static Optional<SignedRequest> of(HttpServletRequest request, Query query) {
		String header = request.getHeader("Authorization");
		if (header != null) {
			return Optional.of(ofHeader(header, request));
		}
		return (query.get("X-Amz-Signature") != null) ? Optional.of(ofQuery(query)) : Optional.empty();
	}

	private static SignedRequest ofHeader(String header, HttpServletRequest request) {
		Matcher parts = PARTS.matcher(header);
		if (!parts.matches()) {
			throw S3Error.AUTHORIZATION_HEADER_MALFORMED
				.because("Only signatures of version 4 are taken: " + ALGORITHM + ".");
		}
		Map<String, String> values = new TreeMap<>();
		for (String part : parts.group(1).split(",", -1)) {
			int equals = part.indexOf('=');
			if (equals > 0) {
				values.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
			}
		}
		String payload = request.getHeader("x-amz-content-sha256");
		String time = request.getHeader("x-amz-date");
		if (payload == null || time == null) {
			throw S3Error.INVALID_REQUEST.because("The headers x-amz-date and x-amz-content-sha256 are needed.");
		}
		return of(values.getOrDefault("Credential", ""), time, values.getOrDefault("SignedHeaders", ""),
				values.getOrDefault("Signature", ""), payload, null);
	}

	private static SignedRequest ofQuery(Query query) {
		String payload = query.get("X-Amz-Content-Sha256");
		String seconds = query.require("X-Amz-Expires");
		if (!ALGORITHM.equals(query.get("X-Amz-Algorithm")) || !seconds.matches("[1-9]\\d{0,5}")) {
			throw S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR
				.because("X-Amz-Algorithm is " + ALGORITHM + ", and X-Amz-Expires a number of seconds up to 604800.");
		}
		return of(query.require("X-Amz-Credential"), query.require("X-Amz-Date"), query.require("X-Amz-SignedHeaders"),
				query.require("X-Amz-Signature"), (payload != null) ? payload : UNSIGNED,
				Duration.ofSeconds(Long.parseLong(seconds)));
	}

	private static SignedRequest of(String credential, String time, String headers, String signature, String payload,
			@Nullable Duration lifetime) {
		Matcher scope = SCOPE.matcher(credential);
		List<String> names = List.of(headers.split(";", -1));
		if (!scope.matches() || !names.contains("host") || !signature.matches("[0-9a-f]{64}")) {
			throw S3Error.AUTHORIZATION_HEADER_MALFORMED
				.because("The credential, the signed headers (host among them) or the signature cannot be read.");
		}
		return new SignedRequest(scope.group(1), scope.group(2), time, names, signature, payload, lifetime);
	}

	/**
	 * Refuses what was signed too long ago, or is to be valid later, or for another day.
	 */
	void requireTime(Clock clock) {
		Instant signed = instant();
		Instant now = clock.instant();
		if (!this.scope.startsWith(this.time.substring(0, 8))) {
			throw S3Error.AUTHORIZATION_HEADER_MALFORMED.because("The credential is of another day than the request.");
		}
		if (now.isBefore(signed.minus(LARGEST_SKEW))
				|| (this.lifetime == null && now.isAfter(signed.plus(LARGEST_SKEW)))) {
			throw S3Error.REQUEST_TIME_TOO_SKEWED
				.because("The request was signed at another time than it is here: set the clock of this computer.")
				.with("serverTime", now.toString())
				.with("requestTime", this.time);
		}
		if (this.lifetime != null
				&& (this.lifetime.compareTo(LONGEST) > 0 || now.isAfter(signed.plus(this.lifetime)))) {
			throw S3Error.ACCESS_DENIED.because("Request has expired. Sign another URL.");
		}
	}

	private Instant instant() {
		try {
			return TIME.parse(this.time, Instant::from);
		}
		catch (DateTimeException ex) {
			throw S3Error.AUTHORIZATION_HEADER_MALFORMED.because("The time of the signature cannot be read.");
		}
	}

	@Override
	public String toString() {
		return "SignedRequest[accessKeyId=" + this.accessKeyId + "]";
	}

}
