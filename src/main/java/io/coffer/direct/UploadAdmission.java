package io.coffer.direct;

import io.coffer.backups.Backup;
import io.coffer.backups.BackupNames;
import io.coffer.callers.Caller;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.quotas.Quota;
import io.coffer.storage.Bucket;
import io.coffer.storage.UploadedPart;
import io.coffer.uploads.ConflictCheck;
import io.coffer.uploads.UploadPlan;
import io.coffer.uploads.UploadPlanner;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Holds straight uploads to the limits that hold for all others. */
@Component
class UploadAdmission {

	private final UploadPlanner planner;

	private final BackupNames names;

	private final ConflictCheck conflicts;

	private final Quota quota;

	UploadAdmission(UploadPlanner planner, BackupNames names, ConflictCheck conflicts, Quota quota) {
		this.planner = planner;
		this.names = names;
		this.conflicts = conflicts;
		this.quota = quota;
	}

	/**
	 * Finds another device's backup that the client does not know.
	 * @throws ProblemException {@link ProblemType#NEWER_BACKUP_EXISTS} if the client
	 * wants the upload to be refused then
	 */
	Optional<Backup> requireNoConflict(Bucket bucket, UploadPlan plan) {
		Optional<Backup> newer = this.conflicts.find(bucket, plan);
		this.conflicts.admit(plan, newer);
		return newer;
	}

	/**
	 * Takes space for an archive while something is done that may store it.
	 * @throws ProblemException {@link ProblemType#TOO_LARGE},
	 * {@link ProblemType#QUOTA_EXCEEDED} or a {@code storage-*} problem
	 */
	<T> T admit(UploadPlan plan, long size, Function<Quota.Share, T> work) {
		plan.requireSize(size);
		try (Quota.Share share = this.quota.enter(plan.request().vault(), plan.device())) {
			share.admit(size);
			return work.apply(share);
		}
	}

	/**
	 * Looks at what has arrived of an upload that goes on.
	 * @throws ProblemException {@link ProblemType#INVALID_PARTS} if it is more than was
	 * declared, or as {@link #admit} does
	 */
	void watch(Caller caller, DirectUpload upload, List<UploadedPart> parts) {
		PartRules.requireNoMore(parts, upload.size());
		admit(plan(caller, upload), PartRules.size(parts), (share) -> true);
	}

	/** What is to become of an upload, by the rules that hold now. */
	UploadPlan plan(Caller caller, DirectUpload upload) {
		return this.planner.plan(upload.request(caller, this.names));
	}

}
