package io.coffer.verification;

import io.coffer.backups.Sha256;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ObjectContent;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of a backup with their count and digest. What keeps them from coming is a
 * problem of the storage, thrown as such: no reader can take it for damage.
 */
final class DigestingInputStream extends InputStream {

	private final InputStream in;

	private final long length;

	private final MessageDigest digest = Sha256.digest();

	private final AtomicLong count = new AtomicLong();

	DigestingInputStream(ObjectContent content) {
		this.in = content.stream();
		this.length = content.length();
	}

	/** How many bytes will come. */
	long length() {
		return this.length;
	}

	/** How many bytes came; any thread may ask. */
	long count() {
		return this.count.get();
	}

	/** Reads what has not been read, and gives the SHA-256 of everything as hex. */
	String sha256() {
		byte[] rest = new byte[64 * 1024];
		while (read(rest, 0, rest.length) >= 0) {
			// until the end
		}
		return HexFormat.of().formatHex(this.digest.digest());
	}

	@Override
	public int read() {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) {
		int read = receive(bytes, offset, length);
		if (read > 0) {
			this.digest.update(bytes, offset, read);
			this.count.addAndGet(read);
		}
		return read;
	}

	private int receive(byte[] bytes, int offset, int length) {
		try {
			return this.in.read(bytes, offset, length);
		}
		catch (IOException | RuntimeException ex) {
			throw new ProblemException(ProblemType.STORAGE_UNREACHABLE, "The storage broke off its answer.", ex)
				.hint("Try again; nothing is known of the backup.");
		}
	}

}
