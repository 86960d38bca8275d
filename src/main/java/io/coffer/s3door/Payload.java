package io.coffer.s3door;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request as it was before it was signed in chunks: whoever reads its end
 * knows that it is what was signed, and has the checksums that the client has sent.
 *
 * @param request of which it is the body
 * @param signed what the request says of it
 * @param signature of the request's secret
 */
record Payload(HttpServletRequest request, SignedRequest signed, Signature signature) {

	private static final String STREAMING = "STREAMING-";

	private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

	/** How many bytes it has, or -1 if nothing tells. */
	long length() {
		String decoded = this.request.getHeader("x-amz-decoded-content-length");
		if (!this.signed.payload().startsWith(STREAMING)) {
			return this.request.getContentLengthLong();
		}
		if (decoded == null || !decoded.matches("\\d{1,18}")) {
			throw S3Error.MISSING_CONTENT_LENGTH.because("The header x-amz-decoded-content-length is needed.");
		}
		return Long.parseLong(decoded);
	}

	/** Its SHA-256 as lower-case hex where the signature covers it, or null. */
	@Nullable String sha256() {
		return SHA256.matcher(this.signed.payload()).matches() ? this.signed.payload() : null;
	}

	/**
	 * Its bytes.
	 * @param body the bytes of the request, whose pace may be watched
	 */
	InputStream open(InputStream body) throws IOException {
		Map<PayloadChecksum, byte[]> expected = new LinkedHashMap<>();
		for (PayloadChecksum checksum : PayloadChecksum.values()) {
			String value = (checksum != PayloadChecksum.SIGNED) ? this.request.getHeader(checksum.header()) : null;
			if (value != null) {
				expected.put(checksum, PayloadChecksum.decode(value));
			}
		}
		if (sha256() != null) {
			expected.put(PayloadChecksum.SIGNED, HexFormat.of().parseHex(this.signed.payload()));
		}
		return new ChecksumStream(decoded(body, expected), expected, announced());
	}

	private InputStream decoded(InputStream body, Map<PayloadChecksum, byte[]> expected) {
		return switch (this.signed.payload()) {
			case STREAMING + "AWS4-HMAC-SHA256-PAYLOAD" -> chunked(body, null);
			case STREAMING + "AWS4-HMAC-SHA256-PAYLOAD-TRAILER", STREAMING + "UNSIGNED-PAYLOAD-TRAILER" ->
				chunked(body, expected);
			default -> {
				if (sha256() == null && !this.signed.payload().equals(SignedRequest.UNSIGNED)) {
					throw S3Error.NOT_IMPLEMENTED.because("A body of that kind is not taken: " + this.signed.payload());
				}
				yield body;
			}
		};
	}

	private ChunkedPayload chunked(InputStream body, @Nullable Map<PayloadChecksum, byte[]> trailers) {
		boolean unsigned = this.signed.payload().contains("UNSIGNED");
		return new ChunkedPayload(body, unsigned ? null : this.signature, this.signed.signature(), trailers, length());
	}

	/** The checksum that comes behind the body, or null. */
	private @Nullable PayloadChecksum announced() {
		String trailer = this.request.getHeader("x-amz-trailer");
		return (trailer != null) ? PayloadChecksum.ofHeader(trailer.strip().toLowerCase(Locale.ROOT)) : null;
	}

	@Override
	public String toString() {
		return "Payload[" + this.signed.payload() + "]";
	}

}
