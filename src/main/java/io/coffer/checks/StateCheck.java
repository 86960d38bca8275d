package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.problems.ProblemException;
import io.coffer.storage.Bucket;
import io.coffer.storage.SmallObjects;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whether the bucket can keep what Coffer must remember: tokens are made by writing an
 * object below {@code .coffer/}, and revoked by replacing it.
 */
final class StateCheck {

	private static final byte[] FIRST = "first".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] SECOND = "second".getBytes(StandardCharsets.US_ASCII);

	private final Bucket bucket;

	private final CheckRecorder log;

	private final String key;

	StateCheck(Bucket bucket, CheckRecorder log, String key) {
		this.bucket = bucket;
		this.log = log;
		this.key = key;
	}

	/** Writes, replaces and reads, and leaves the probe to be removed. */
	void run() {
		this.log.attempt("state", this::state);
	}

	private StepResult state() {
		SmallObjects objects = new SmallObjects(this.bucket);
		try {
			objects.write(this.key, FIRST);
			objects.write(this.key, SECOND);
			boolean replaced = objects.read(this.key)
				.filter((object) -> Arrays.equals(object.content(), SECOND))
				.isPresent();
			return replaced ? StepResult.passed("Tokens and the retention policy can be kept in the bucket.")
					: unwritable("What is replaced there still reads as before.");
		}
		catch (ProblemException ex) {
			return unwritable(ex.detail());
		}
	}

	private static StepResult unwritable(String why) {
		return StepResult.warning("state-unwritable", "Nothing can be kept below .coffer/ in the bucket: " + why,
				"No token can be made over HTTP, and no retention policy set. Let the access key write, replace and read "
						+ "what is below .coffer/ under the root path, and exempt that from the bucket's lock.");
	}

}
