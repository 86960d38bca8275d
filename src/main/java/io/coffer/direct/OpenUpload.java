package io.coffer.direct;

import io.coffer.backups.BackupSession;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ClientUpload;
import io.coffer.storage.StoredObject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A straight upload that is gone on with, in the bucket that it was begun in.
 *
 * @param upload what its client keeps of it
 * @param session the backups of its vault, which this closes
 * @param parts its parts in the store
 */
record OpenUpload(DirectUpload upload, BackupSession session, ClientUpload parts) implements AutoCloseable {

	/** What no other try can mend. */
	private static final Set<ProblemType> FOR_GOOD = EnumSet.of(ProblemType.INVALID_PARTS, ProblemType.EMPTY_BODY,
			ProblemType.TOO_LARGE, ProblemType.QUOTA_EXCEEDED, ProblemType.BACKUP_EXISTS,
			ProblemType.NEWER_BACKUP_EXISTS);

	Bucket bucket() {
		return this.session.bucket();
	}

	/** What the upload has become, here or at another replica. */
	Optional<StoredObject> made() {
		return bucket().head(this.upload.key()).filter(this.parts::hasMade);
	}

	/** Removes the upload, unless it can go on after that refusal. */
	void abortUnlessOpen(ProblemException refusal) {
		if (FOR_GOOD.contains(refusal.type())) {
			this.parts.abort();
		}
	}

	@Override
	public void close() {
		this.session.close();
	}

}
