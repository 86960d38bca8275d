package io.coffer.integrity;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** An archive with that many noughts before one of its bytes. */
@SuppressWarnings("ArrayRecordComponent")
record StretchedBytes(byte[] archive, int at, long noughts) implements ArchiveBytes {

	@Override
	public long size() {
		return this.archive.length + this.noughts;
	}

	@Override
	public InputStream inOrder() {
		return new InputStream() {

			private long offset;

			@Override
			public int read() {
				throw new UnsupportedOperationException();
			}

			@Override
			public int read(byte[] bytes, int from, int length) throws IOException {
				int count = (int) Math.min(length, size() - this.offset);
				if (count == 0) {
					return -1;
				}
				System.arraycopy(StretchedBytes.this.read(this.offset, count), 0, bytes, from, count);
				this.offset += count;
				return count;
			}

		};
	}

	@Override
	public byte[] read(long offset, int length) throws IOException {
		if (offset < 0 || offset + length > size()) {
			throw new EOFException();
		}
		byte[] bytes = new byte[length];
		long gap = offset - this.at;
		if (gap >= 0 && gap + length <= this.noughts) {
			return bytes;
		}
		for (int i = 0; i < length; i++) {
			long place = offset + i;
			boolean behind = place >= this.at + this.noughts;
			if (place < this.at || behind) {
				bytes[i] = this.archive[(int) (behind ? place - this.noughts : place)];
			}
		}
		return bytes;
	}

}
