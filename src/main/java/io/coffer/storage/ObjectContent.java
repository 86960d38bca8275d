package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The bytes of an object, or of a range of it, while they arrive from the store. Where it
 * breaks off they go on from there. For one thread. Closing it before all have come, on
 * whatever thread, ends the connection; closing it again does nothing.
 */
public final class ObjectContent implements AutoCloseable {

	private static final int COPIED_AT_ONCE = 16 * 1024;

	private final ResumingInputStream stream;

	private final long length;

	private boolean complete;

	ObjectContent(ResumingInputStream stream, long length) {
		this.stream = stream;
		this.length = length;
	}

	/** How many bytes will come: the store has announced as many as were asked for. */
	public long length() {
		return this.length;
	}

	/**
	 * Copies everything to the target.
	 * @throws IOException if the target fails
	 * @throws ProblemException {@link ProblemType#STORAGE_UNREACHABLE} if the store ends
	 * before {@link #length()}, {@link ProblemType#STORAGE_ERROR} if it goes on behind it
	 */
	public void copyTo(OutputStream target) throws IOException {
		byte[] bytes = new byte[COPIED_AT_ONCE];
		long copied = 0;
		for (int count = read(bytes); count >= 0; count = read(bytes)) {
			copied += count;
			if (copied > this.length) {
				throw new ProblemException(ProblemType.STORAGE_ERROR, "The storage sent more bytes than there are.");
			}
			target.write(bytes, 0, count);
		}
		if (copied != this.length) {
			throw broken(new EOFException("After " + copied + " of " + this.length + " bytes"));
		}
		this.complete = true;
	}

	private int read(byte[] bytes) {
		try {
			return this.stream.read(bytes);
		}
		catch (IOException ex) {
			throw broken(ex);
		}
	}

	private static ProblemException broken(IOException cause) {
		return new ProblemException(ProblemType.STORAGE_UNREACHABLE, "The storage broke off the download.", cause);
	}

	/** The bytes themselves. */
	public InputStream stream() {
		return this.stream;
	}

	@Override
	public void close() throws IOException {
		if (this.complete) {
			this.stream.close();
		}
		else {
			this.stream.abort();
		}
	}

}
