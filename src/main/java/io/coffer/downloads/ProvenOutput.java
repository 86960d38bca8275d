package io.coffer.downloads;

import io.coffer.backups.Sha256;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Passes bytes on, but keeps the last block back until the digest of the whole is known
 * to be the expected one: so that no client ever has all the bytes of a damaged archive
 * and takes them for a whole one.
 */
final class ProvenOutput extends OutputStream {

	private final OutputStream target;

	private final String sha256;

	private final MessageDigest digest = Sha256.digest();

	private byte[] held = new byte[0];

	private int length;

	/** Expects the bytes of that SHA-256, which is lower-case hex. */
	ProvenOutput(OutputStream target, String sha256) {
		this.target = target;
		this.sha256 = sha256;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int count) throws IOException {
		if (count == 0) {
			return;
		}
		this.digest.update(bytes, offset, count);
		this.target.write(this.held, 0, this.length);
		if (this.held.length < count) {
			this.held = new byte[count];
		}
		System.arraycopy(bytes, offset, this.held, 0, count);
		this.length = count;
	}

	/**
	 * Passes the last block on.
	 * @throws ProblemException {@link ProblemType#BACKUP_DAMAGED} if these were other
	 * bytes
	 */
	void end() throws IOException {
		if (!HexFormat.of().formatHex(this.digest.digest()).equals(this.sha256)) {
			throw new ProblemException(ProblemType.BACKUP_DAMAGED,
					"The storage handed out other bytes than the SHA-256 of the backup names.")
				.hint("Do not rely on this backup: restore another one, and look after the storage.");
		}
		this.target.write(this.held, 0, this.length);
	}

}
