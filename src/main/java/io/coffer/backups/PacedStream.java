package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Gives up a body that arrives too slowly. Only the time that is spent waiting for the
 * client counts: the store may be slow.
 */
final class PacedStream extends FilterInputStream {

	private static final Duration WINDOW = Duration.ofSeconds(30);

	private final long minBytesPerWindow;

	private final LongSupplier nanoTime;

	private long bytes;

	private long nanos;

	/**
	 * Watches a stream.
	 * @param minRate the fewest bytes per second, averaged over thirty seconds of waiting
	 */
	PacedStream(InputStream in, long minRate, LongSupplier nanoTime) {
		super(in);
		this.minBytesPerWindow = minRate * WINDOW.toSeconds();
		this.nanoTime = nanoTime;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		long before = this.nanoTime.getAsLong();
		int count = super.read(bytes, offset, length);
		if (count >= 0) {
			check(count, this.nanoTime.getAsLong() - before);
		}
		return count;
	}

	private void check(int count, long waited) {
		this.bytes += count;
		this.nanos += waited;
		if (this.nanos < WINDOW.toNanos()) {
			return;
		}
		if (this.bytes < this.minBytesPerWindow) {
			throw new ProblemException(ProblemType.TOO_SLOW,
					"Only %d bytes arrived in the last %d seconds.".formatted(this.bytes, WINDOW.toSeconds()));
		}
		this.bytes = 0;
		this.nanos = 0;
	}

}
