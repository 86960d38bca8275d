package io.coffer.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An archive whose end is read at once and kept, since formats tell there where all is.
 */
final class ArchiveTail implements ArchiveBytes {

	private static final int KEPT = 128 * 1024;

	private final ArchiveBytes archive;

	private byte @Nullable [] end;

	ArchiveTail(ArchiveBytes archive) {
		this.archive = archive;
	}

	@Override
	public long size() {
		return this.archive.size();
	}

	@Override
	public InputStream inOrder() {
		return this.archive.inOrder();
	}

	@Override
	public byte[] read(long offset, int length) throws IOException {
		int kept = (int) Math.min(KEPT, size());
		long from = offset - (size() - kept);
		if (from < 0 || from + length > kept) {
			return this.archive.read(offset, length);
		}
		if (this.end == null) {
			this.end = this.archive.read(size() - kept, kept);
		}
		return Arrays.copyOfRange(this.end, (int) from, (int) from + length);
	}

}
