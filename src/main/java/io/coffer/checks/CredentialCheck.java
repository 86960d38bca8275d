package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.probes.BucketProbes;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the key opens the bucket. One listing answers all of it: what it fails for
 * tells how far it came.
 */
final class CredentialCheck {

	private static final Map<String, String> STEPS = new LinkedHashMap<>();

	static {
		STEPS.put("credentials", "The storage knows the access key.");
		STEPS.put("bucket", "The bucket exists, and the key may list it.");
		STEPS.put("region", "The region is right.");
		STEPS.put("addressing", "The bucket is addressed as the storage wants it.");
	}

	private final Bucket bucket;

	private final CheckRecorder log;

	private final @Nullable ProblemException doubt;

	/**
	 * Prepares the steps.
	 * @param doubt why there may be no S3 API at all, or null
	 */
	CredentialCheck(Bucket bucket, CheckRecorder log, @Nullable ProblemException doubt) {
		this.bucket = bucket;
		this.log = log;
		this.doubt = doubt;
	}

	boolean run() {
		if (!this.log.begin("credentials")) {
			return false;
		}
		long start = System.nanoTime();
		try {
			this.bucket.ping();
			STEPS.forEach((name, message) -> this.log.conclude(name, StepResult.passed(message)));
			return true;
		}
		catch (ProblemException ex) {
			Duration took = Duration.ofMillis((System.nanoTime() - start) / 1_000_000);
			if (this.doubt != null && !BucketProbes.isNamedByStore(ex)) {
				this.log.conclude("http", this.doubt, took);
			}
			else {
				fail(ex, took);
			}
			return false;
		}
	}

	private void fail(ProblemException problem, Duration took) {
		String failed = step(problem.type());
		for (String name : STEPS.keySet()) {
			if (name.equals(failed)) {
				this.log.conclude(name, problem, took);
				return;
			}
			this.log.conclude(name, failed.equals("bucket") ? StepResult.passed(STEPS.getOrDefault(name, ""))
					: StepResult.skipped("Nobody knows before the " + failed + " is right."));
		}
	}

	private static String step(ProblemType problem) {
		return switch (problem) {
			case STORAGE_BUCKET_MISSING, STORAGE_ACCESS_DENIED -> "bucket";
			case STORAGE_REGION -> "region";
			case STORAGE_ADDRESSING -> "addressing";
			default -> "credentials";
		};
	}

}
