package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One body on its way to become one whole object, or nothing at all. Its first block is
 * here, by which it can be named; {@link #send} and {@link #commit} follow, once each.
 * Whatever goes wrong, closing it leaves no part behind. For one thread.
 */
public final class ObjectUpload implements AutoCloseable {

	/**
	 * What must have arrived before an upload gets a buffer of the pool: clients that
	 * drip would keep them from others.
	 */
	private static final int BEGINNING = 64 * 1024;

	private final Uploader uploader;

	private final ObjectWriter writer;

	private final PartPlan plan;

	private final PushbackInputStream body;

	private final Buffer first;

	private final boolean whole;

	private @Nullable NewObject object;

	private @Nullable MultipartUpload multipart;

	private @Nullable Parts parts;

	private List<CompletedPart> sent = List.of();

	private long size;

	private ObjectUpload(Uploader uploader, ObjectWriter writer, PartPlan plan, PushbackInputStream body, Buffer first,
			boolean whole) {
		this.uploader = uploader;
		this.writer = writer;
		this.plan = plan;
		this.body = body;
		this.first = first;
		this.whole = whole;
	}

	/**
	 * Receives the first block of a body.
	 * @param size the most bytes that the body can have, or negative if it is not known
	 * @throws IOException if the body cannot be read
	 */
	static ObjectUpload begin(Uploader uploader, ObjectWriter writer, InputStream body, long size) throws IOException {
		PartPlan plan = PartPlan.of(size, writer.maxParts(), uploader.largestBuffer());
		return begin(uploader, writer, body, plan, plan.bufferSize(size));
	}

	/** The same with a body of unknown size, in parts of that size. */
	static ObjectUpload beginInParts(Uploader uploader, ObjectWriter writer, InputStream body, int partSize)
			throws IOException {
		return begin(uploader, writer, body, new PartPlan(partSize, writer.maxParts()), partSize);
	}

	private static ObjectUpload begin(Uploader uploader, ObjectWriter writer, InputStream body, PartPlan plan,
			int bufferSize) throws IOException {
		PushbackInputStream in = new PushbackInputStream(body, BEGINNING + 1);
		byte[] beginning = in.readNBytes(BEGINNING);
		in.unread(beginning);
		Buffer first = uploader
			.firstBuffer((beginning.length < BEGINNING) ? Math.min(bufferSize, beginning.length) : bufferSize);
		try {
			return new ObjectUpload(uploader, writer, plan, in, first, first.fillFrom(in));
		}
		catch (IOException | RuntimeException | Error ex) {
			first.close();
			throw ex;
		}
	}

	/** The first block, read-only; empty only if the body is. */
	public ByteBuffer beginning() {
		return this.first.view();
	}

	/** Whether the first block is the whole body. */
	public boolean isWhole() {
		return this.whole;
	}

	/**
	 * Reads the body to its end and sends what does not fit into one request. Nothing
	 * appears in the bucket yet.
	 * @throws IOException if the body cannot be read
	 * @throws ProblemException {@link ProblemType#TOO_LARGE}, {@link ProblemType#BUSY} or
	 * a {@code storage-*} problem
	 */
	public void send(NewObject object) throws IOException {
		this.object = object;
		if (this.whole) {
			return;
		}
		MultipartUpload upload = this.writer.begin(object);
		this.multipart = upload;
		try {
			this.parts = this.uploader.parts(upload);
			this.size = sendAll(this.parts);
			this.sent = this.parts.finish();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemType.BUSY, "Coffer is shutting down.", ex);
		}
	}

	/**
	 * Lets the object appear.
	 * @return what the store says it holds, its size compared with what was sent
	 * @throws ProblemException {@link ProblemType#BACKUP_EXISTS} if the key is taken,
	 * {@link ProblemType#BUSY} or a {@code storage-*} problem
	 */
	public StoredObject commit() {
		if (this.multipart == null) {
			return this.writer.put(Objects.requireNonNull(this.object), this.first);
		}
		return this.writer.complete(this.multipart, this.sent, this.size);
	}

	/** Sends, commits and closes it. */
	StoredObject store(NewObject object) throws IOException {
		try {
			send(object);
			return commit();
		}
		finally {
			close();
		}
	}

	/**
	 * Removes what was sent, unless it has been committed or may be, and gives the memory
	 * back. Closing it again does nothing.
	 */
	@Override
	public void close() {
		try {
			if (this.multipart != null) {
				this.uploader.end(this.multipart);
			}
		}
		finally {
			if (this.parts != null) {
				this.parts.release();
			}
			this.first.close();
		}
	}

	private long sendAll(Parts parts) throws IOException, InterruptedException {
		long size = this.first.length();
		parts.submit(this.first);
		for (boolean last = false; !last;) {
			if (parts.submitted() == this.plan.maxParts()) {
				throw tooManyParts();
			}
			Buffer buffer = this.uploader.nextBuffer(parts, this.plan.partSize());
			last = fillOrClose(buffer);
			size += buffer.length();
			parts.submit(buffer);
		}
		return size;
	}

	private boolean fillOrClose(Buffer buffer) throws IOException {
		try {
			return buffer.fillFrom(this.body);
		}
		catch (IOException | RuntimeException | Error ex) {
			buffer.close();
			throw ex;
		}
	}

	private ProblemException tooManyParts() {
		return new ProblemException(ProblemType.TOO_LARGE,
				"An archive of unknown length may have at most " + this.plan.maxSize() + " bytes.")
			.hint("Announce the length with ?size=<bytes>, an upper bound.");
	}

}
