package io.coffer.integrity;

import java.io.IOException;
import java.io.InputStream;

/** A part of a stored archive from anywhere, read a little at a time. */
final class ArchiveRange extends InputStream {

	private static final int AT_ONCE = 256 * 1024;

	private final ArchiveBytes archive;

	private long offset;

	private long left;

	private byte[] bytes = {};

	private int next;

	ArchiveRange(ArchiveBytes archive, long offset, long length) {
		this.archive = archive;
		this.offset = offset;
		this.left = length;
	}

	@Override
	public int read() throws IOException {
		return fill() ? this.bytes[this.next++] & 0xff : -1;
	}

	@Override
	public int read(byte[] target, int from, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (!fill()) {
			return -1;
		}
		int count = Math.min(length, this.bytes.length - this.next);
		System.arraycopy(this.bytes, this.next, target, from, count);
		this.next += count;
		return count;
	}

	private boolean fill() throws IOException {
		if (this.next == this.bytes.length && this.left > 0) {
			int count = (int) Math.min(this.left, AT_ONCE);
			this.bytes = this.archive.read(this.offset, count);
			this.next = 0;
			this.offset += count;
			this.left -= count;
		}
		return this.next < this.bytes.length;
	}

}
