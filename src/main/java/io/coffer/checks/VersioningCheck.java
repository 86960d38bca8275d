package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.probes.BucketRules;
import io.coffer.probes.BucketRules.ObjectLock;
import io.coffer.probes.BucketRules.Versioning;
import io.coffer.problems.ProblemException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the bucket keeps of what is deleted: old versions, or locked objects. It is asked
 * after the probes were written, which shows that such a bucket takes uploads.
 */
final class VersioningCheck {

	private static final String PROBES = " So do the probes of this check, which begin with coffer-check-.";

	private final BucketRules rules;

	private final CheckRecorder log;

	private final String probe;

	private @Nullable Boolean keepsVersions;

	VersioningCheck(BucketRules rules, CheckRecorder log, String probe) {
		this.rules = rules;
		this.log = log;
		this.probe = probe;
	}

	void run() {
		this.log.attempt("versioning", this::versioning);
		this.log.attempt("lock", this::lock);
	}

	/** Whether deleted backups take space, or null if that is not known. */
	@Nullable Boolean keepsVersions() {
		return this.keepsVersions;
	}

	private StepResult versioning() {
		Versioning versioning;
		try {
			versioning = this.rules.versioning(this.probe);
		}
		catch (ProblemException ex) {
			return unknown("whether it keeps versions", "s3:GetBucketVersioning", ex);
		}
		this.keepsVersions = versioning == Versioning.KEPT;
		return switch (versioning) {
			case NONE -> StepResult.passed("What is deleted is gone: the bucket keeps no versions.");
			case SUSPENDED -> StepResult.passed("What is deleted is gone; versions from before may still take space.");
			case KEPT -> StepResult.warning("bucket-versioned",
					"The bucket keeps versions: what Coffer or retention deletes stays as an old one and takes space."
							+ PROBES,
					"Give the bucket a lifecycle rule that removes noncurrent versions after some days.");
		};
	}

	private StepResult lock() {
		Optional<ObjectLock> lock;
		try {
			lock = this.rules.lock();
		}
		catch (ProblemException ex) {
			return unknown("whether it locks objects", "s3:GetBucketObjectLockConfiguration", ex);
		}
		if (lock.isEmpty()) {
			return StepResult.passed("The bucket locks nothing.");
		}
		@Nullable String mode = lock.get().mode();
		if (mode == null) {
			return StepResult.passed("The bucket can lock objects, and locks none by itself.");
		}
		return StepResult.warning("bucket-locked",
				"Every upload is locked for " + lock.get().days() + " days (" + mode.toLowerCase(Locale.ROOT)
						+ "), and uploads are accepted: until then nobody frees its space." + PROBES,
				"This is what keeps backups from whoever takes over Coffer. Let retention keep them for as long at least.");
	}

	private static StepResult unknown(String what, String permission, ProblemException problem) {
		return StepResult.skipped("The storage does not say " + what + " (" + problem.detail() + " The key may need "
				+ permission + ").");
	}

}
