package io.coffer.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** One part's bytes, borrowed from the {@link BufferPool} until it is closed. */
final class Buffer implements AutoCloseable {

	private final BufferPool pool;

	private final byte[] bytes;

	private final AtomicBoolean open = new AtomicBoolean(true);

	private int length;

	Buffer(BufferPool pool, byte[] bytes) {
		this.pool = pool;
		this.bytes = bytes;
	}

	/** Replaces the content with the next bytes of the stream, as many as fit. */
	void fill(InputStream in) throws IOException {
		this.length = in.readNBytes(this.bytes, 0, this.bytes.length);
	}

	int length() {
		return this.length;
	}

	InputStream open() {
		return new ByteArrayInputStream(this.bytes, 0, this.length);
	}

	ByteBuffer view() {
		return ByteBuffer.wrap(this.bytes, 0, this.length).asReadOnlyBuffer();
	}

	@Override
	public void close() {
		if (this.open.compareAndSet(true, false)) {
			this.pool.giveBack(this.bytes);
		}
	}

}
