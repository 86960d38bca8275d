package io.coffer.integrity;

import io.coffer.archives.TarHeader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The blocks of a tar, with a look ahead at the next one. */
final class TarBlockInput extends InputStream {

	private final InputStream in;

	private final byte[] buffer = new byte[64 * 1024];

	private int next;

	private int end;

	private long delivered;

	TarBlockInput(InputStream in) {
		this.in = in;
	}

	/** How many bytes have been taken. */
	long offset() {
		return this.delivered - (this.end - this.next);
	}

	/** The next block, filled up with noughts at the very end; null behind that. */
	byte @Nullable [] block() throws IOException {
		int count = Math.min(ahead(), TarHeader.BLOCK);
		if (count == 0) {
			return null;
		}
		byte[] block = Arrays.copyOf(Arrays.copyOfRange(this.buffer, this.next, this.next + count), TarHeader.BLOCK);
		this.next += count;
		return block;
	}

	/**
	 * The next block.
	 * @throws EOFException if it is missing
	 */
	byte[] fullBlock() throws IOException {
		if (ahead() < TarHeader.BLOCK) {
			throw new EOFException();
		}
		byte[] block = block();
		return (block != null) ? block : new byte[TarHeader.BLOCK];
	}

	/** Whether a header, an end mark or nothing comes next; nothing is taken. */
	boolean isAtHeaderOrEnd() throws IOException {
		if (ahead() < TarHeader.BLOCK) {
			return true;
		}
		byte[] block = Arrays.copyOfRange(this.buffer, this.next, this.next + TarHeader.BLOCK);
		return TarHeader.isNoughts(block) || TarHeader.of(block) != null;
	}

	/** Passes over content and what fills its last block. */
	void content(long size) throws IOException {
		skipNBytes(size);
		padding(size);
	}

	/** Passes over what fills the last block of content that was read. */
	void padding(long size) throws IOException {
		skipNBytes(-size & (TarHeader.BLOCK - 1));
	}

	@Override
	public int read() throws IOException {
		return (ahead() == 0) ? -1 : this.buffer[this.next++] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		int count = Math.min(length, ahead());
		System.arraycopy(this.buffer, this.next, bytes, offset, count);
		this.next += count;
		return (count == 0) ? -1 : count;
	}

	@Override
	public long skip(long count) throws IOException {
		int skipped = (int) Math.min(count, ahead());
		this.next += skipped;
		return skipped;
	}

	/** How many bytes are at hand: at least a block, except at the end. */
	private int ahead() throws IOException {
		if (this.end - this.next < TarHeader.BLOCK) {
			System.arraycopy(this.buffer, this.next, this.buffer, 0, this.end - this.next);
			this.end -= this.next;
			this.next = 0;
			int count = this.in.readNBytes(this.buffer, this.end, this.buffer.length - this.end);
			this.end += count;
			this.delivered += count;
		}
		return this.end - this.next;
	}

}
