package io.coffer.checks;

import io.coffer.checks.StepLog.Finding;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.FirstBlock;
import io.coffer.storage.NewObject;
import io.coffer.storage.ObjectContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * An object in two parts, of which one is whole and one is broken off, by the code that
 * large backups take.
 */
final class PartsProbe {

	private static final int LAST_PART = 1024;

	/** Only an upload that is completed needs parts of some size. */
	private static final int BROKEN_PART = 1024;

	private final Bucket bucket;

	private final StepLog log;

	private final int firstPart;

	private final String key;

	private final byte[] last = new byte[LAST_PART];

	PartsProbe(Bucket bucket, StepLog log, int smallestPart, String key) {
		this.bucket = bucket;
		this.log = log;
		this.firstPart = smallestPart;
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
		InputStream body = new Repeated(this.firstPart, this.last, false);
		this.bucket.storeInParts(body, this.firstPart, named());
		String tail = "bytes=%d-".formatted(this.firstPart);
		try (ObjectContent content = this.bucket.read(this.key, tail, "")) {
			if (!Arrays.equals(this.last, content.stream().readNBytes(LAST_PART + 1))) {
				throw new ProblemException(ProblemType.STORAGE_BODY_ENCODING,
						"An object in two parts came back changed.");
			}
		}
	}

	private void breakOff() {
		this.bucket.delete(this.key);
		try {
			this.bucket.storeInParts(new Repeated(BROKEN_PART, this.last, true), BROKEN_PART, named());
		}
		catch (IOException ex) {
			boolean left = this.bucket.head(this.key).isPresent()
					|| this.bucket.openUploads(this.key).orElse(List.of()).contains(this.key);
			if (left) {
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

	private Function<FirstBlock, NewObject> named() {
		return (beginning) -> new NewObject(this.key, "application/octet-stream", "attachment", Map.of(), false);
	}

	/** A first part of one byte over and over, then the last part; perhaps it breaks. */
	private static final class Repeated extends InputStream {

		private final byte[] last;

		private final boolean broken;

		private final int first;

		private int read;

		Repeated(int first, byte[] last, boolean broken) {
			this.first = first;
			this.last = last;
			this.broken = broken;
		}

		@Override
		public int read() throws IOException {
			int at = this.read++ - this.first;
			if (at < 0) {
				return 'c';
			}
			if (at < this.last.length) {
				return this.last[at] & 0xff;
			}
			if (this.broken) {
				throw new IOException("This body breaks off on purpose");
			}
			return -1;
		}

	}

}
