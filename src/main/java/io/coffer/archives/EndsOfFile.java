package io.coffer.archives;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * The beginning and the end of a file that was read once, for a library that seeks. What
 * lies between them was not kept.
 */
final class EndsOfFile implements SeekableByteChannel {

	private static final int HEAD = 32;

	private static final int TAIL = 4 * 1024 * 1024;

	private final byte[] head;

	private final byte[] tail;

	private final long size;

	private long position;

	private EndsOfFile(byte[] head, byte[] tail, long size) {
		this.head = head;
		this.tail = tail;
		this.size = size;
	}

	/**
	 * Reads the source to its end.
	 * @throws EOFException if it does not have that many bytes
	 */
	static EndsOfFile read(Source source, long size) throws IOException {
		byte[] head = source.take((int) Math.min(HEAD, size)).array();
		long rest = size - head.length;
		int kept = (int) Math.min(TAIL, rest);
		source.pass(rest - kept);
		return new EndsOfFile(head, source.take(kept).array(), size);
	}

	@Override
	public int read(ByteBuffer target) throws IOException {
		if (this.position >= this.size) {
			return -1;
		}
		long inTail = this.position - (this.size - this.tail.length);
		boolean beginning = this.position < this.head.length;
		if (!beginning && inTail < 0) {
			throw new OutOfReachException();
		}
		byte[] bytes = beginning ? this.head : this.tail;
		int from = (int) (beginning ? this.position : inTail);
		int count = Math.min(target.remaining(), bytes.length - from);
		target.put(bytes, from, count);
		this.position += count;
		return count;
	}

	@Override
	public long position() {
		return this.position;
	}

	@Override
	public SeekableByteChannel position(long newPosition) {
		this.position = newPosition;
		return this;
	}

	@Override
	public long size() {
		return this.size;
	}

	@Override
	public int write(ByteBuffer source) {
		throw new NonWritableChannelException();
	}

	@Override
	public SeekableByteChannel truncate(long newSize) {
		throw new NonWritableChannelException();
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public void close() {
	}

	/** The bytes were not kept. */
	static final class OutOfReachException extends IOException {

	}

}
