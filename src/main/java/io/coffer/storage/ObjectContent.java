package io.coffer.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of an object, or of a range of it, while they arrive from the store. */
public final class ObjectContent implements AutoCloseable {

	private final ResponseInputStream<GetObjectResponse> stream;

	private boolean complete;

	ObjectContent(ResponseInputStream<GetObjectResponse> stream) {
		this.stream = stream;
	}

	/** How many bytes will come. */
	public long length() {
		return this.stream.response().contentLength();
	}

	/**
	 * Copies everything to the target.
	 * @throws IOException if the target fails, or the store ends before {@link #length()}
	 */
	public void copyTo(OutputStream target) throws IOException {
		long copied = this.stream.transferTo(target);
		if (copied != length()) {
			throw new IOException("The storage ended a download after %d of %d bytes".formatted(copied, length()));
		}
		this.complete = true;
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
