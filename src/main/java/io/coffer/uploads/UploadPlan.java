package io.coffer.uploads;

import io.coffer.backups.BackupName;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.StoredObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of an upload, as far as it is known before the archive.
 *
 * @param request what the client says
 * @param chosen the name of the client's choosing, or null if Coffer makes one
 * @param application what is backed up, or null if a chosen name does not tell
 * @param device whose backup it is: the name's device, else who sends it
 * @param time the time of a name that Coffer makes
 * @param idempotencyKey the same for every try of the upload, or null
 * @param maxSize the most bytes that the archive may have
 */
public record UploadPlan(UploadRequest request, @Nullable BackupName chosen, @Nullable String application,
		String device, Instant time, @Nullable IdempotencyKey idempotencyKey, long maxSize) {

	/**
	 * Whether other tries of the upload may have names of their own, which nothing but
	 * the key tells.
	 */
	boolean isTriedUnderManyNames() {
		return this.chosen == null && this.idempotencyKey != null;
	}

	/** Whether the object was stored by a try of this upload. */
	boolean isTriedAs(StoredObject stored) {
		return this.idempotencyKey != null && this.idempotencyKey.confirmedBy(stored);
	}

	/**
	 * Lets an archive of at least that many bytes pass.
	 * @throws ProblemException {@link ProblemType#TOO_LARGE} if they are too many
	 */
	public void requireSize(long bytes) {
		if (bytes > this.maxSize) {
			throw new ProblemException(ProblemType.TOO_LARGE, "An archive may have at most " + this.maxSize + " bytes.")
				.with("maxSize", this.maxSize);
		}
	}

	/** The refusal of an archive other than the one that is stored of this upload. */
	ProblemException refusal(StoredObject stored) {
		ProblemException problem = (this.chosen != null)
				? new ProblemException(ProblemType.BACKUP_EXISTS, "A backup of this name is stored already.")
					.hint("Choose another name; a backup is never overwritten.")
				: new ProblemException(ProblemType.IDEMPOTENCY_KEY_REUSED,
						"Another archive is stored with this Idempotency-Key.")
					.hint("Give each archive a key of its own, and repeat a key with the same archive only.")
					.with("key", stored.key());
		return problem.with("size", stored.size()).with("sha256", stored.sha256());
	}

}
