package io.coffer.integrity;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Inflater;

/**
 * An archive's bytes in order, with a look ahead. Closing it does nothing, since decoders
 * close what they read, and the archive goes on behind what they decode.
 */
final class ArchiveInput extends InputStream {

	private final InputStream in;

	private final byte[] buffer = new byte[64 * 1024];

	private int next;

	private int end;

	private long delivered;

	ArchiveInput(InputStream in) {
		this.in = in;
	}

	/** How many bytes have been taken. */
	long offset() {
		return this.delivered - (this.end - this.next);
	}

	/**
	 * The bytes to come, little endian, without taking them.
	 * @param count how many are wanted; fewer come at the end
	 */
	ByteBuffer peek(int count) throws IOException {
		if (this.end - this.next < count) {
			System.arraycopy(this.buffer, this.next, this.buffer, 0, this.end - this.next);
			this.end -= this.next;
			this.next = 0;
			while (this.end < count && fill()) {
				// until there are enough
			}
		}
		return ByteBuffer.wrap(this.buffer, this.next, Math.min(count, this.end - this.next))
			.slice()
			.order(ByteOrder.LITTLE_ENDIAN);
	}

	/** The next four bytes as a number, without taking them; nought at the end. */
	int peekInt() throws IOException {
		ByteBuffer bytes = peek(4);
		return (bytes.remaining() == 4) ? bytes.getInt() : 0;
	}

	/**
	 * Takes exactly that many bytes.
	 * @throws EOFException if there are not as many
	 */
	ByteBuffer take(int count) throws IOException {
		byte[] bytes = readNBytes(count);
		if (bytes.length < count) {
			throw new EOFException();
		}
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * Takes that many bytes and drops them.
	 * @throws EOFException if there are not as many
	 */
	void pass(long count) throws IOException {
		for (long left = count; left > 0;) {
			if (!peek(1).hasRemaining()) {
				throw new EOFException();
			}
			int passed = (int) Math.min(left, this.end - this.next);
			this.next += passed;
			left -= passed;
		}
	}

	/**
	 * Takes everything to the end.
	 * @return whether it was nothing but noughts
	 */
	boolean passNoughts() throws IOException {
		boolean noughts = true;
		while (peek(1).hasRemaining()) {
			for (; this.next < this.end; this.next++) {
				noughts &= this.buffer[this.next] == 0;
			}
		}
		return noughts;
	}

	/**
	 * Gives everything at hand to the inflater, which reads it where it lies: what it
	 * does not need must be {@linkplain #giveBack given back} before anything else is
	 * read.
	 * @throws EOFException if there is nothing
	 */
	void feed(Inflater inflater) throws IOException {
		if (peek(1).remaining() == 0) {
			throw new EOFException();
		}
		inflater.setInput(this.buffer, this.next, this.end - this.next);
		this.next = this.end;
	}

	void giveBack(int count) {
		this.next -= count;
	}

	@Override
	public int read() throws IOException {
		return (peek(1).remaining() == 0) ? -1 : this.buffer[this.next++] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int count = Math.min(length, peek(1).remaining() == 0 ? 0 : this.end - this.next);
		System.arraycopy(this.buffer, this.next, bytes, offset, count);
		this.next += count;
		return (count == 0 && length > 0) ? -1 : count;
	}

	private boolean fill() throws IOException {
		int count = this.in.read(this.buffer, this.end, this.buffer.length - this.end);
		this.end += Math.max(count, 0);
		this.delivered += Math.max(count, 0);
		return count > 0;
	}

}
