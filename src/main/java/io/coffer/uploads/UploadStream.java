package io.coffer.uploads;

import io.coffer.backups.Sha256;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches an archive pass: its size and its SHA-256, which is compared with the promised
 * one before the end is let through.
 */
final class UploadStream extends DigestInputStream {

	private final LongConsumer limit;

	private final @Nullable String promised;

	private long size;

	private @Nullable String sha256;

	/**
	 * Watches a stream.
	 * @param limit told of each size that the archive reaches, which it may refuse
	 * @param promised the SHA-256 that the bytes must have, or null
	 */
	UploadStream(InputStream in, LongConsumer limit, @Nullable String promised) {
		super(in, Sha256.digest());
		this.limit = limit;
		this.promised = promised;
	}

	/** The SHA-256 of everything, once the end has been read. */
	String sha256() {
		if (this.sha256 == null) {
			throw new IllegalStateException("The archive has not been read to its end");
		}
		return this.sha256;
	}

	/** Reads what is left, so that size and digest are known. */
	void exhaust() throws IOException {
		transferTo(OutputStream.nullOutputStream());
	}

	/** How many bytes have passed. */
	long size() {
		return this.size;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int count = super.read(bytes, offset, length);
		if (count < 0) {
			end();
			return count;
		}
		this.size += count;
		this.limit.accept(this.size);
		return count;
	}

	private void end() {
		if (this.sha256 == null) {
			this.sha256 = HexFormat.of().formatHex(this.digest.digest());
			if (this.promised != null && !this.promised.equals(this.sha256)) {
				throw new ProblemException(ProblemType.DIGEST_MISMATCH,
						"The archive arrived with another SHA-256 than promised; nothing was stored.")
					.with("expected", this.promised)
					.with("actual", this.sha256);
			}
		}
	}

}
