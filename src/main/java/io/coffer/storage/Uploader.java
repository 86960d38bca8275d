package io.coffer.storage;

import io.coffer.limits.UploadProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.stereotype.Component;

/**
 * What uploads share: buffers and threads. It knows those that are under way in parts,
 * and ends them when Coffer stops.
 */
@Component
class Uploader {

	private static final Logger logger = LoggerFactory.getLogger(Uploader.class);

	private final BufferPool pool;

	private final Executor executor;

	private final Set<MultipartUpload> live = ConcurrentHashMap.newKeySet();

	private final int partsInFlight;

	private final Counter leftOpen;

	Uploader(BufferPool pool, UploadProperties properties, SimpleAsyncTaskExecutorBuilder executors,
			MeterRegistry meters) {
		this.pool = pool;
		this.partsInFlight = properties.partsInFlight();
		this.executor = executors.threadNamePrefix("part-").build();
		this.leftOpen = Counter.builder("coffer.upload.left.open")
			.description("Uploads that failed and whose parts the storage did not remove")
			.register(meters);
	}

	int largestBuffer() {
		return this.pool.largestBuffer();
	}

	/** Waits for the first buffer of an upload. */
	Buffer firstBuffer(int size) {
		return this.pool.take(size);
	}

	/** Lets the parts of an upload be sent, and remembers the upload until its end. */
	Parts parts(MultipartUpload upload) {
		this.live.add(upload);
		return new Parts(this.executor, upload::send);
	}

	/** Ends an upload and removes its parts, unless it is complete or may be. */
	void end(MultipartUpload upload) {
		try {
			if (!upload.abort()) {
				this.leftOpen.increment();
			}
		}
		finally {
			this.live.remove(upload);
		}
	}

	/**
	 * Waits for a buffer for the next part of an upload, and for its turn to have one.
	 */
	Buffer nextBuffer(Parts parts, int size) throws InterruptedException {
		@Nullable Buffer buffer = (parts.inFlight() < this.partsInFlight) ? this.pool.takeIfFree(size) : null;
		while (buffer == null) {
			Buffer own = parts.awaitAnyPart();
			buffer = this.pool.keepOrShare(own, parts.inFlight() > 0);
		}
		return buffer;
	}

	/**
	 * Ends every multipart upload that is under way, so that none survives the process.
	 * @param patience how long to wait for all of them together
	 */
	void abortAll(Duration patience) {
		CompletableFuture<?>[] aborts = this.live.stream()
			.map((upload) -> CompletableFuture.runAsync(() -> end(upload), this.executor))
			.toArray(CompletableFuture<?>[]::new);
		try {
			CompletableFuture.allOf(aborts).get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			logger.warn("{} multipart uploads may be left open in the store", this.live.size());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
