package io.coffer.web;

import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;
import org.apache.commons.io.input.ProxyInputStream;
import org.springframework.core.NestedExceptionUtils;

/**
 * Gives up a body that arrives too slowly, or no more, or whose upload others have ended.
 * Only the time that is spent waiting for the client counts: the store may be slow.
 */
public final class MinRateInputStream extends ProxyInputStream {

	private final MinRate pace;

	private final LongSupplier nanoTime;

	private final Work work = Work.current();

	private long asked;

	/**
	 * Watches a stream.
	 * @param minRate the fewest bytes per second, averaged over thirty seconds of waiting
	 */
	public MinRateInputStream(InputStream in, long minRate, LongSupplier nanoTime) {
		super(in);
		this.pace = new MinRate(minRate);
		this.nanoTime = nanoTime;
	}

	@Override
	protected void beforeRead(int wanted) {
		this.work.requireGoingOn();
		this.asked = this.nanoTime.getAsLong();
	}

	@Override
	protected void afterRead(int count) {
		this.work.requireGoingOn();
		if (count >= 0) {
			this.work.moved(count);
			check(count, this.nanoTime.getAsLong() - this.asked);
		}
	}

	/** Tomcat waits for a while, and tells it so or inside of another exception. */
	@Override
	protected void handleIOException(IOException failure) throws IOException {
		this.work.requireGoingOn();
		if (NestedExceptionUtils.getMostSpecificCause(failure) instanceof SocketTimeoutException) {
			throw new ProblemException(ProblemType.TOO_SLOW, "The client stopped sending.", failure);
		}
		throw failure;
	}

	private void check(int count, long waited) {
		if (!this.pace.keepsUp(count, waited)) {
			throw new ProblemException(ProblemType.TOO_SLOW, "Only %d bytes arrived in the last %d seconds."
				.formatted(this.pace.bytes(), MinRate.WINDOW.toSeconds()));
		}
	}

}
