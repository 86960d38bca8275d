package io.coffer.verification;

import io.coffer.backups.ByteRange;
import io.coffer.backups.OpenBackup;
import io.coffer.integrity.ArchiveBytes;
import io.coffer.storage.ObjectContent;
import java.io.EOFException;
import java.io.IOException;

/**
 * A backup that is verified: its bytes in order as they come, others by requests of their
 * own.
 */
record StoredArchive(OpenBackup backup, DigestingInputStream inOrder) implements ArchiveBytes {

	@Override
	public long size() {
		return this.backup.object().size();
	}

	@Override
	public byte[] read(long offset, int length) throws IOException {
		if (length == 0) {
			return new byte[0];
		}
		ByteRange range = new ByteRange(offset, offset + length - 1, size(), length < size());
		try (ObjectContent content = this.backup.read(range)) {
			byte[] bytes = new DigestingInputStream(content).readNBytes(length);
			if (bytes.length < length) {
				throw new EOFException();
			}
			return bytes;
		}
	}

}
