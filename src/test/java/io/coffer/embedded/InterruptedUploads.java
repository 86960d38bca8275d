package io.coffer.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A process of its own that stores one object, begins two more and never ends, so that it
 * can be killed.
 */
final class InterruptedUploads {

	static final String STORED = "stored.zip";

	static final String BEGUN = "begun.zip";

	static final String IN_PARTS = "in-parts.zip";

	static final int STORED_BYTES = 3 * 1024 * 1024;

	static final int BEGUN_BYTES = 1024 * 1024;

	private InterruptedUploads() {
	}

	@SuppressWarnings("SystemOut")
	public static void main(String[] arguments) throws IOException {
		RunningStore store = RunningStore.on(Path.of(arguments[0]));
		store.client()
			.putObject((put) -> put.bucket(EmbeddedStore.BUCKET).key(STORED),
					RequestBody.fromBytes(content(STORED_BYTES)));
		String upload = store.client()
			.createMultipartUpload((create) -> create.bucket(EmbeddedStore.BUCKET).key(IN_PARTS))
			.uploadId();
		store.client()
			.uploadPart((part) -> part.bucket(EmbeddedStore.BUCKET).key(IN_PARTS).uploadId(upload).partNumber(1),
					RequestBody.fromBytes(content(BEGUN_BYTES)));
		System.out.println(STORED);
		store.client()
			.putObject((put) -> put.bucket(EmbeddedStore.BUCKET).key(BEGUN),
					RequestBody.fromInputStream(stallingStream(), 2L * BEGUN_BYTES));
	}

	/** Half a body, and then nothing, not even an end. */
	private static InputStream stallingStream() throws IOException {
		PipedInputStream stream = new PipedInputStream(BEGUN_BYTES);
		new PipedOutputStream(stream).write(content(BEGUN_BYTES));
		return stream;
	}

	static byte[] content(int size) {
		byte[] content = new byte[size];
		for (int i = 0; i < size; i++) {
			content[i] = (byte) (i * 31 + i / 251);
		}
		return content;
	}

}
