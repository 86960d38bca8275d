package io.coffer.checks;

import io.coffer.checks.StepLog.Finding;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.FirstBlock;
import io.coffer.storage.NewObject;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.commons.io.input.BrokenInputStream;
import org.apache.commons.io.input.InfiniteCircularInputStream;

/**
 * An object in two parts, of which one is whole and one is broken off, by the code that
 * large backups take.
 */
final class PartsProbe {

	private static final int LAST_PART = 1024;

	/**
	 * Only an upload that is completed needs larger parts; what is smaller is not begun
	 * before its end has come.
	 */
	private static final int BROKEN_PART = 128 * 1024;

	private final Bucket bucket;

	private final StepLog log;

	private final String key;

	private final byte[] last = new byte[LAST_PART];

	PartsProbe(Bucket bucket, StepLog log, String key) {
		this.bucket = bucket;
		this.log = log;
		this.key = key;
		new Random().nextBytes(this.last);
	}

	boolean run() {
		return this.log.attempt("multipart", () -> {
			try {
				join();
				breakOff();
			}
			finally {
				cleanUp();
			}
			return Finding.passed("An object in two parts came back, and one that was broken off left nothing.");
		});
	}

	private void join() throws IOException {
		InputStream body = body(Bucket.SMALLEST_PART, InputStream.nullInputStream());
		StoredObject stored = this.bucket.storeInParts(body, Bucket.SMALLEST_PART, this::object);
		try (ObjectContent content = this.bucket.read(stored, Bucket.SMALLEST_PART, stored.size() - 1)) {
			if (!Arrays.equals(this.last, content.stream().readNBytes(LAST_PART + 1))) {
				throw new ProblemException(ProblemType.STORAGE_BODY_ENCODING,
						"An object in two parts came back changed.");
			}
		}
	}

	private void breakOff() {
		this.bucket.delete(this.key);
		try {
			this.bucket.storeInParts(body(BROKEN_PART, BrokenInputStream.INSTANCE), BROKEN_PART, this::object);
		}
		catch (IOException ex) {
			if (this.bucket.head(this.key).isPresent()
					|| this.bucket.openUploads().filter((open) -> open.contains(this.key)).isPresent()) {
				throw new ProblemException(ProblemType.STORAGE_ERROR, "An upload that was aborted is still there.")
					.hint("Allow the key to abort multipart uploads, else broken ones stay and are billed.");
			}
		}
	}

	private void cleanUp() {
		try {
			this.bucket.delete(this.key);
		}
		catch (ProblemException ex) {
			// the step says why already
		}
	}

	private NewObject object(FirstBlock beginning) {
		return new NewObject(this.key, "application/octet-stream", "attachment", Map.of());
	}

	/** A first part of one byte over and over, then the last part, then how it ends. */
	private InputStream body(int first, InputStream end) throws IOException {
		InputStream beginning = BoundedInputStream.builder()
			.setInputStream(new InfiniteCircularInputStream(new byte[] { 'c' }))
			.setMaxCount(first)
			.get();
		return new SequenceInputStream(
				Collections.enumeration(List.of(beginning, new ByteArrayInputStream(this.last), end)));
	}

}
