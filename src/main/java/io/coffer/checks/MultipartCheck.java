package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.probes.BucketProbes;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ClientUploads;
import io.coffer.storage.NewObject;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.commons.io.input.InfiniteCircularInputStream;

/**
 * An object in two parts, of which one is whole and one is broken off, by the code that
 * large backups take.
 */
final class MultipartCheck {

	private static final int LAST_PART = 1024;

	private final Bucket bucket;

	private final CheckRecorder log;

	private final String key;

	private final byte[] last = new byte[LAST_PART];

	MultipartCheck(Bucket bucket, CheckRecorder log, String key) {
		this.bucket = bucket;
		this.log = log;
		this.key = key;
		new Random().nextBytes(this.last);
	}

	boolean run() {
		return this.log.attempt("multipart", () -> {
			try {
				join();
				return breakOff();
			}
			finally {
				cleanUp();
			}
		});
	}

	private void join() throws IOException {
		StoredObject stored = this.bucket.storeInParts(body(), ClientUploads.SMALLEST_PART, object());
		try (ObjectContent content = this.bucket.read(stored, ClientUploads.SMALLEST_PART, stored.size() - 1)) {
			if (!Arrays.equals(this.last, content.stream().readNBytes(LAST_PART + 1))) {
				throw new ProblemException(ProblemType.STORAGE_BODY_ENCODING,
						"An object in two parts came back changed.");
			}
		}
	}

	private StepResult breakOff() {
		return switch (new BucketProbes(this.bucket).tryToAbort(this.key + "-broken")) {
			case GONE ->
				StepResult.passed("An object in two parts came back, and one that was broken off left nothing.");
			case UNSEEN ->
				StepResult.passed("An object in two parts came back, and another one was broken off; the storage "
						+ "does not show which are open.");
			case REFUSED -> StepResult.warning("abort-refused",
					"The storage does not remove an upload that is broken off.",
					"Parts of broken uploads stay, and are paid for. Allow the key to abort multipart uploads, and give "
							+ "the bucket a rule that ends unfinished ones.");
			case LEFT ->
				throw new ProblemException(ProblemType.STORAGE_ERROR, "An upload that was aborted is still there.")
					.hint("Allow the key to abort multipart uploads, else broken ones stay and are billed.");
		};
	}

	private void cleanUp() {
		try {
			this.bucket.delete(this.key);
		}
		catch (ProblemException ex) {
			// the step says why already
		}
	}

	private NewObject object() {
		return new NewObject(this.key, "application/octet-stream", "attachment", Map.of());
	}

	/** A first part of one byte over and over, then the last part. */
	private InputStream body() throws IOException {
		return new SequenceInputStream(BoundedInputStream.builder()
			.setInputStream(new InfiniteCircularInputStream(new byte[] { 'c' }))
			.setMaxCount(ClientUploads.SMALLEST_PART)
			.get(), new ByteArrayInputStream(this.last));
	}

}
