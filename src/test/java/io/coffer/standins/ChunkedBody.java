package io.coffer.standins;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A body in {@code aws-chunked} encoding, with
 * <a href= "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">signed
 * chunks</a> or plain ones, and perhaps <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">trailers</a>.
 */
final class ChunkedBody {

	private static final String EMPTY_SHA256 = Signature.sha256(new byte[0]);

	private final byte[] encoded;

	private final Signature signature;

	private final String secret;

	private int position;

	private String previous;

	private ChunkedBody(byte[] encoded, Signature signature, String secret) {
		this.encoded = encoded;
		this.signature = signature;
		this.secret = secret;
		this.previous = signature.value();
	}

	/** The bytes that were meant, if all signatures and checksums are right. */
	static byte[] decode(S3Request request, Signature signature, String secret) {
		ChunkedBody body = new ChunkedBody(request.body(), signature, secret);
		byte[] decoded;
		try {
			decoded = body.chunks();
			if (signature.payload().endsWith("-TRAILER")) {
				body.trailers(decoded);
			}
		}
		catch (IndexOutOfBoundsException | NumberFormatException ex) {
			throw incomplete();
		}
		if (!request.header("x-amz-decoded-content-length").equals(String.valueOf(decoded.length))) {
			throw incomplete();
		}
		return decoded;
	}

	private boolean signed() {
		return this.signature.payload().startsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
	}

	private byte[] chunks() {
		ByteArrayOutputStream decoded = new ByteArrayOutputStream();
		int size;
		do {
			String[] head = line().split(";chunk-signature=", 2);
			size = Integer.parseInt(head[0], 16);
			byte[] chunk = Arrays.copyOfRange(this.encoded, this.position, this.position + size);
			this.position += size;
			if (signed()) {
				check((head.length == 2) ? head[1] : "", () -> this.signature.sign(this.secret,
						"AWS4-HMAC-SHA256-PAYLOAD", this.previous, EMPTY_SHA256, Signature.sha256(chunk)));
			}
			if (size > 0) {
				decoded.writeBytes(chunk);
				line();
			}
		}
		while (size > 0);
		return decoded.toByteArray();
	}

	private void trailers(byte[] decoded) {
		Map<String, String> trailers = new TreeMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			String[] trailer = line.split(":", 2);
			trailers.put(trailer[0], trailer[1].strip());
		}
		String signed = trailers.remove("x-amz-trailer-signature");
		if (signed()) {
			String lines = trailers.entrySet()
				.stream()
				.map((trailer) -> trailer.getKey() + ":" + trailer.getValue() + "\n")
				.collect(Collectors.joining());
			check(signed, () -> this.signature.sign(this.secret, "AWS4-HMAC-SHA256-TRAILER", this.previous,
					Signature.sha256(lines.getBytes(UTF_8))));
		}
		CRC32 crc = new CRC32();
		crc.update(decoded);
		String expected = Base64.getEncoder()
			.encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
		if (!trailers.getOrDefault("x-amz-checksum-crc32", expected).equals(expected)) {
			throw new Refusal(400, "BadDigest", "The CRC32 you specified did not match the calculated checksum.");
		}
	}

	private void check(String given, Supplier<String> expected) {
		if (!expected.get().equals(given)) {
			throw Refusal.wrongSignature();
		}
		this.previous = given;
	}

	/** The characters up to the next line end. */
	private String line() {
		int end = this.position;
		while (this.encoded[end] != '\r') {
			end++;
		}
		String line = new String(this.encoded, this.position, end - this.position, ISO_8859_1);
		this.position = end + 2;
		return line;
	}

	private static Refusal incomplete() {
		return new Refusal(400, "IncompleteBody",
				"You did not provide the number of bytes specified by the Content-Length HTTP header");
	}

}
