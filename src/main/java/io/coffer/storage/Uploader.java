package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.stereotype.Component;

/**
 * The upload loop: reads a body of any size into pooled buffers and stores it as one
 * object, in a single request or in parts. Whatever goes wrong, no part and no object
 * stays behind.
 */
@Component
class Uploader {

	private final BufferPool pool;

	private final Executor executor;

	private final int partsInFlight;

	Uploader(BufferPool pool, UploadProperties properties, SimpleAsyncTaskExecutorBuilder executors) {
		this.pool = pool;
		this.partsInFlight = properties.partsInFlight();
		this.executor = executors.threadNamePrefix("part-").build();
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
		PushbackInputStream in = new PushbackInputStream(body);
		Buffer first = this.pool.take(plan.bufferSize(size));
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

	private StoredObject uploadParts(ObjectWriter writer, PartPlan plan, PushbackInputStream in, NewObject object,
			Buffer first) throws IOException {
		MultipartUpload upload = writer.begin(object);
		Parts parts = new Parts(this.executor, upload::send);
		try {
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
			return writer.complete(upload, parts.finish(), size);
		}
		catch (InterruptedException ex) {
			upload.abortAfter(parts);
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemType.BUSY, "Coffer is shutting down.", ex);
		}
		catch (IOException | RuntimeException | Error ex) {
			upload.abortAfter(parts);
			throw ex;
		}
	}

	private Buffer nextBuffer(Parts parts, int size) throws InterruptedException {
		@Nullable Buffer free = (parts.inFlight() < this.partsInFlight) ? this.pool.takeIfFree(size) : null;
		return (free != null) ? free : parts.reclaim();
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
		catch (IOException | RuntimeException ex) {
			buffer.close();
			throw ex;
		}
	}

	private static ProblemException tooManyParts(PartPlan plan) {
		return new ProblemException(ProblemType.TOO_LARGE,
				"An archive of unknown length may have at most %d bytes.".formatted(plan.maxSize()))
			.hint("Announce the length with ?size=<bytes>, an upper bound.");
	}

}
