package io.coffer.storage;

import io.coffer.limits.Share;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import software.amazon.awssdk.core.sync.RequestBody;

/** One part's bytes, borrowed from the {@link BufferPool} until it is closed. */
final class Buffer implements AutoCloseable {

	private static final byte[] NOTHING = {};

	private final Share share;

	private final int size;

	private byte[] bytes;

	private int length;

	Buffer(Share share, byte[] bytes) {
		this.share = share;
		this.size = bytes.length;
		this.bytes = bytes;
	}

	/**
	 * Replaces the content with the next bytes of the stream, as many as fit.
	 * @return whether the stream ends with them
	 */
	boolean fillFrom(PushbackInputStream in) throws IOException {
		this.length = in.readNBytes(this.bytes, 0, this.bytes.length);
		int next = in.read();
		if (next >= 0) {
			in.unread(next);
		}
		return next < 0;
	}

	int length() {
		return this.length;
	}

	/** How much fits. */
	int size() {
		return this.size;
	}

	/** Whether it is to be closed for a caller that has less, and waits. */
	boolean givesWay() {
		return this.share.givesWay();
	}

	InputStream open() {
		return new ByteArrayInputStream(this.bytes, 0, this.length);
	}

	/** Its content as the SDK sends it, as often as it tries. */
	RequestBody requestBody() {
		return RequestBody.fromContentProvider(this::open, this.length, "application/octet-stream");
	}

	ByteBuffer view() {
		return ByteBuffer.wrap(this.bytes, 0, this.length).asReadOnlyBuffer();
	}

	/**
	 * Lets go of the memory before it counts as free: a reference to this buffer keeps
	 * nothing of it.
	 */
	@Override
	public void close() {
		this.bytes = NOTHING;
		this.length = 0;
		this.share.close();
	}

}
