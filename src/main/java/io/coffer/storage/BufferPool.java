package io.coffer.storage;

import io.coffer.limits.FairLimiter;
import io.coffer.limits.Share;
import io.coffer.limits.UploadProperties;
import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The memory that all uploads share, counted in bytes. While some wait, the callers'
 * shares are fair.
 */
@Component
class BufferPool {

	private static final double HEAP_SHARE = 0.4;

	private static final int RETRY_AFTER_SECONDS = 10;

	private final int capacity;

	private final Duration wait;

	private final IntFunction<byte[]> memory;

	private final FairLimiter bytes;

	@Autowired
	BufferPool(UploadProperties properties, MeterRegistry meters) {
		this(properties, byte[]::new);
		Gauge.builder("coffer.upload.buffer.used", this.bytes, FairLimiter::used)
			.baseUnit(BaseUnits.BYTES)
			.description("Memory that uploads hold")
			.register(meters);
		Gauge.builder("coffer.upload.buffer.capacity", this.bytes, FairLimiter::capacity)
			.baseUnit(BaseUnits.BYTES)
			.description("Memory that all uploads together may hold")
			.register(meters);
		Gauge.builder("coffer.upload.buffer.waiting", this.bytes, FairLimiter::waiting)
			.description("Uploads that wait for a buffer")
			.register(meters);
		FunctionCounter.builder("coffer.upload.buffer.ended", this.bytes, FairLimiter::ended)
			.description("Uploads that were ended because others waited and had less")
			.register(meters);
	}

	/** A pool of buffers made in that way, which may fail. */
	BufferPool(UploadProperties properties, IntFunction<byte[]> memory) {
		long heapShare = (long) (Runtime.getRuntime().maxMemory() * HEAP_SHARE);
		this.capacity = (int) Math.min(Integer.MAX_VALUE, Math.min(properties.bufferMemory().toBytes(), heapShare));
		this.wait = properties.bufferWait();
		this.memory = memory;
		this.bytes = new FairLimiter(this.capacity);
	}

	/**
	 * The largest buffer that one upload may ask for, in bytes: a quarter of the pool,
	 * and more of a small one, since stores refuse smaller parts.
	 */
	int largestBuffer() {
		return Math.max(this.capacity / 4, Math.min(PartPlan.SMALLEST_PART, this.capacity));
	}

	/**
	 * Takes a buffer for the work of this thread, waiting for a bounded time.
	 * @throws ProblemException {@link ProblemType#BUSY} if none becomes free in time
	 */
	Buffer take(int size) {
		return made(this.bytes.take(Work.current(), size, this.wait), size).orElseThrow(BufferPool::busy);
	}

	/** Takes a buffer if one is free and no upload waits for it. */
	@Nullable Buffer takeIfFree(int size) {
		return made(this.bytes.takeIfFree(Work.current(), size), size).orElse(null);
	}

	/**
	 * Keeps a buffer, or gives it back for a caller that has less and waits, and takes
	 * another when it is this upload's turn again.
	 * @param inHand whether the upload has other buffers that will come free
	 * @return a buffer, or null if the upload is to go on with the others
	 * @throws ProblemException {@link ProblemType#BUSY} if none becomes free in time
	 */
	@Nullable Buffer keepOrShare(Buffer buffer, boolean inHand) {
		if (!buffer.givesWay()) {
			return buffer;
		}
		buffer.close();
		int size = buffer.size();
		return inHand ? null
				: made(this.bytes.takeAgain(Work.current(), size, this.wait), size).orElseThrow(BufferPool::busy);
	}

	long bytesInUse() {
		return this.bytes.used();
	}

	int capacity() {
		return this.capacity;
	}

	/** How many uploads wait for a buffer. */
	int waiting() {
		return this.bytes.waiting();
	}

	/** How many uploads were ended so far for the sake of others. */
	long ended() {
		return this.bytes.ended();
	}

	private Optional<Buffer> made(Optional<Share> share, int size) {
		return share.map((mine) -> {
			try {
				return new Buffer(mine, this.memory.apply(size));
			}
			catch (RuntimeException | Error ex) {
				mine.close();
				throw ex;
			}
		});
	}

	private static ProblemException busy() {
		return new ProblemException(ProblemType.BUSY, "All upload buffers are in use.").with("retryAfter",
				RETRY_AFTER_SECONDS);
	}

}
