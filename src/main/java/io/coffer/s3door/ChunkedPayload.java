package io.coffer.s3door;

import io.coffer.backups.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A body in chunks, {@code aws-chunked}: each with its signature, or none, and maybe with
 * trailers. No byte of a chunk counts before its signature is known to be right: the
 * reader of the end learns of a wrong one.
 */
final class ChunkedPayload extends InputStream {

	private static final int LONGEST_LINE = 1024;

	private static final Pattern HEAD = Pattern.compile("([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?");

	private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

	private final InputStream in;

	private final @Nullable Signature key;

	private final @Nullable Map<PayloadChecksum, byte[]> trailers;

	private final MessageDigest digest = Sha256.digest();

	private String signature;

	private @Nullable String claimed;

	private long left;

	private long missing;

	private boolean begun;

	private boolean ended;

	/**
	 * Reads on from a body.
	 * @param key signs the chunks; null if they are not signed
	 * @param seed the signature of the request, which the first chunk goes on from
	 * @param trailers where to put the checksums that come behind it, or null for none
	 * @param length how many bytes it was announced to have
	 */
	ChunkedPayload(InputStream in, @Nullable Signature key, String seed,
			@Nullable Map<PayloadChecksum, byte[]> trailers, long length) {
		this.in = in;
		this.key = key;
		this.trailers = trailers;
		this.missing = length;
		this.signature = seed;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (this.left == 0 && !this.ended) {
			nextChunk();
		}
		if (this.ended) {
			return -1;
		}
		int read = this.in.read(bytes, offset, (int) Math.min(length, this.left));
		if (read < 0) {
			throw new EOFException("The body ends in a chunk");
		}
		if (this.key != null) {
			this.digest.update(bytes, offset, read);
		}
		this.left -= read;
		return read;
	}

	private void nextChunk() throws IOException {
		if (this.begun) {
			endChunk();
		}
		this.begun = true;
		Matcher head = HEAD.matcher(line());
		if (!head.matches() || (head.group(2) == null) != (this.key == null)) {
			throw S3Error.INVALID_REQUEST.because("The head of a chunk cannot be read.");
		}
		this.claimed = head.group(2);
		this.left = Long.parseLong(head.group(1), 16);
		this.missing -= this.left;
		if (this.missing < 0 || (this.left == 0 && this.missing > 0)) {
			throw S3Error.INCOMPLETE_BODY
				.because("The body has another length than x-amz-decoded-content-length says.");
		}
		if (this.left == 0) {
			requireSignature();
			readTrailers();
			this.ended = true;
		}
	}

	private void endChunk() throws IOException {
		if (!line().isEmpty()) {
			throw S3Error.INVALID_REQUEST.because("A chunk is longer than its head says.");
		}
		requireSignature();
	}

	private void requireSignature() {
		if (this.claimed == null || this.key == null) {
			return;
		}
		String right = this.key.ofChunk(this.signature, Signature.hex(this.digest.digest()));
		if (!Signature.matches(this.claimed, right)) {
			throw S3Error.SIGNATURE_DOES_NOT_MATCH.because("A chunk of the body is not the one that was signed.");
		}
		this.signature = right;
	}

	private void readTrailers() throws IOException {
		StringBuilder signed = new StringBuilder();
		String proof = null;
		for (String line = line(); !line.isEmpty(); line = line()) {
			int colon = line.indexOf(':');
			String name = line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
			String value = line.substring(colon + 1).strip();
			if (name.equals(TRAILER_SIGNATURE)) {
				proof = value;
				continue;
			}
			if (this.trailers == null || signed.length() > LONGEST_LINE) {
				throw S3Error.INVALID_REQUEST.because("Trailers were not announced.");
			}
			this.trailers.put(PayloadChecksum.ofHeader(name), PayloadChecksum.decode(value));
			signed.append(name).append(':').append(value).append('\n');
		}
		if (this.trailers != null && this.key != null
				&& !Signature.matches(String.valueOf(proof), this.key.ofTrailers(this.signature, signed.toString()))) {
			throw S3Error.SIGNATURE_DOES_NOT_MATCH.because("The trailers are not those that were signed.");
		}
		if (this.in.read() >= 0) {
			throw S3Error.INVALID_REQUEST.because("Something follows the last chunk.");
		}
	}

	/** Up to CRLF, or LF alone; the end of the body ends the last one. */
	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0) {
				if (line.isEmpty() && this.begun && this.left == 0) {
					return "";
				}
				throw new EOFException("The body ends in the head of a chunk");
			}
			if (line.length() == LONGEST_LINE) {
				throw S3Error.INVALID_REQUEST.because("The head of a chunk is too long.");
			}
			line.append((char) next);
		}
		int last = line.length() - 1;
		return (last >= 0 && line.charAt(last) == '\r') ? line.substring(0, last) : line.toString();
	}

}
