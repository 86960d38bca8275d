package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.stereotype.Component;

/**
 * The upload loop: reads a body of any size into pooled buffers and stores it as one
 * object, in a single request or in parts. Whatever goes wrong, no part and no object
 * stays behind.
 */
@Component
class Uploader {

	private static final Logger logger = LoggerFactory.getLogger(Uploader.class);

	/**
	 * What must have arrived before an upload gets a buffer of the pool: clients that
	 * drip would keep them from others.
	 */
	private static final int BEGINNING = 64 * 1024;

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

	/**
	 * Stores a body.
	 * @param size the most bytes that the body can have, or negative if nobody knows
	 * @param describe names the object once the body's beginning is known
	 * @throws IOException if the body cannot be read
	 */
	StoredObject upload(ObjectWriter writer, InputStream body, long size, Function<FirstBlock, NewObject> describe)
			throws IOException {
		PartPlan plan = PartPlan.of(size, writer.maxParts(), this.pool.largestBuffer());
		return upload(writer, body, plan, plan.bufferSize(size), describe);
	}

	/** Stores a body of unknown size by that plan. */
	StoredObject upload(ObjectWriter writer, InputStream body, PartPlan plan, Function<FirstBlock, NewObject> describe)
			throws IOException {
		return upload(writer, body, plan, plan.partSize(), describe);
	}

	private StoredObject upload(ObjectWriter writer, InputStream body, PartPlan plan, int bufferSize,
			Function<FirstBlock, NewObject> describe) throws IOException {
		PushbackInputStream in = new PushbackInputStream(body, BEGINNING + 1);
		byte[] beginning = in.readNBytes(BEGINNING);
		in.unread(beginning);
		Buffer first = this.pool
			.take((beginning.length < BEGINNING) ? Math.min(bufferSize, beginning.length) : bufferSize);
		try {
			boolean whole = fill(first, in);
			NewObject object = describe.apply(new FirstBlock(first.view(), whole));
			if (whole) {
				return writer.put(object, first);
			}
			return uploadParts(writer, plan, in, object, first);
		}
		finally {
			first.close();
		}
	}

	/**
	 * Ends every multipart upload that is under way, so that none survives the process.
	 * @param patience how long to wait for all of them together
	 */
	void abortAll(Duration patience) {
		CompletableFuture<?>[] aborts = this.live.stream()
			.map((upload) -> CompletableFuture.runAsync(() -> abort(upload), this.executor))
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

	private StoredObject uploadParts(ObjectWriter writer, PartPlan plan, PushbackInputStream in, NewObject object,
			Buffer first) throws IOException {
		MultipartUpload upload = writer.begin(object);
		this.live.add(upload);
		Parts parts = new Parts(this.executor, upload::send);
		try {
			long size = sendAll(parts, plan, in, first);
			return writer.complete(upload, parts.finish(), size);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemType.BUSY, "Coffer is shutting down.", ex);
		}
		finally {
			abort(upload);
			parts.release();
			this.live.remove(upload);
		}
	}

	private void abort(MultipartUpload upload) {
		if (!upload.abort()) {
			this.leftOpen.increment();
		}
	}

	private long sendAll(Parts parts, PartPlan plan, PushbackInputStream in, Buffer first)
			throws IOException, InterruptedException {
		long size = first.length();
		parts.submit(first);
		for (boolean last = false; !last;) {
			if (parts.submitted() == plan.maxParts()) {
				throw tooManyParts(plan);
			}
			Buffer buffer = nextBuffer(parts, plan.partSize());
			last = fillOrClose(buffer, in);
			size += buffer.length();
			parts.submit(buffer);
		}
		return size;
	}

	private Buffer nextBuffer(Parts parts, int size) throws InterruptedException {
		@Nullable Buffer buffer = (parts.inFlight() < this.partsInFlight) ? this.pool.takeIfFree(size) : null;
		while (buffer == null) {
			Buffer own = parts.awaitAnyPart();
			buffer = this.pool.keepOrShare(own, parts.inFlight() > 0);
		}
		return buffer;
	}

	/** Fills the buffer and tells whether the body ends with it. */
	private static boolean fill(Buffer buffer, PushbackInputStream in) throws IOException {
		buffer.fill(in);
		int next = in.read();
		if (next < 0) {
			return true;
		}
		in.unread(next);
		return false;
	}

	private static boolean fillOrClose(Buffer buffer, PushbackInputStream in) throws IOException {
		try {
			return fill(buffer, in);
		}
		catch (IOException | RuntimeException | Error ex) {
			buffer.close();
			throw ex;
		}
	}

	private static ProblemException tooManyParts(PartPlan plan) {
		return new ProblemException(ProblemType.TOO_LARGE,
				"An archive of unknown length may have at most " + plan.maxSize() + " bytes.")
			.hint("Announce the length with ?size=<bytes>, an upper bound.");
	}

}
