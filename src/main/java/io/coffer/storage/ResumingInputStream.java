package io.coffer.storage;

import io.coffer.problems.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an answer of the store. Where it breaks off the rest is asked for, so that
 * a transfer of hours does not fail for one connection that was lost. One thread reads;
 * another may close.
 */
final class ResumingInputStream extends InputStream {

	/** How often in a row, without getting on, before the store is given up. */
	private static final int MOST_IN_VAIN = 3;

	/** Bytes from one break to the next that count as getting on. */
	private static final int PROGRESS = 1024 * 1024;

	private static final Logger logger = LoggerFactory.getLogger(ResumingInputStream.class);

	private final LongFunction<ResponseInputStream<GetObjectResponse>> rest;

	private final long length;

	private ResponseInputStream<GetObjectResponse> answer;

	private boolean closed;

	private long received;

	private long resumedAt;

	private int inVain;

	/**
	 * Begins with an answer.
	 * @param length how many bytes it should have
	 * @param rest asks for what is behind the first so many bytes of it, or throws a
	 * {@link ProblemException}
	 */
	ResumingInputStream(ResponseInputStream<GetObjectResponse> answer, long length,
			LongFunction<ResponseInputStream<GetObjectResponse>> rest) {
		this.answer = answer;
		this.length = length;
		this.rest = rest;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	/**
	 * Reads on, from another answer if need be. An end that comes too early, with no more
	 * to be had, is an end.
	 * @throws IOException if the store has broken off for good
	 */
	@Override
	public int read(byte[] bytes, int offset, int count) throws IOException {
		Objects.checkFromIndexSize(offset, count, bytes.length);
		while (true) {
			try {
				int read = answer().read(bytes, offset, count);
				if (read >= 0 || !resume(null)) {
					this.received += Math.max(read, 0);
					return read;
				}
			}
			catch (IOException ex) {
				if (!resume(ex)) {
					throw ex;
				}
			}
		}
	}

	private boolean resume(@Nullable IOException failure) {
		if (this.received >= this.length || isClosed()) {
			return false;
		}
		this.inVain = (this.received - this.resumedAt >= PROGRESS) ? 1 : this.inVain + 1;
		if (this.inVain > MOST_IN_VAIN) {
			return false;
		}
		this.resumedAt = this.received;
		answer().abort();
		try {
			replace(this.rest.apply(this.received));
		}
		catch (ProblemException ex) {
			if (failure != null) {
				failure.addSuppressed(ex);
			}
			return false;
		}
		logger.info("The storage broke off after {} of {} bytes, and goes on", this.received, this.length);
		return true;
	}

	private synchronized ResponseInputStream<GetObjectResponse> answer() {
		return this.answer;
	}

	private synchronized boolean isClosed() {
		return this.closed;
	}

	private synchronized void replace(ResponseInputStream<GetObjectResponse> other) {
		this.answer = other;
		if (this.closed) {
			other.abort();
		}
	}

	/** Ends the connection at once, whatever is still to come. */
	synchronized void abort() {
		this.closed = true;
		this.answer.abort();
	}

	/** Ends after the last byte, and leaves the connection to others. */
	@Override
	public synchronized void close() throws IOException {
		this.closed = true;
		this.answer.close();
	}

}
