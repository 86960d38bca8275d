package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.FirstBlock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Under which name an upload is stored, and what may be stored there already. */
interface UploadTarget extends AutoCloseable {

	/** What is backed up, or null if the name does not tell. */
	@Nullable String application();

	/** Who makes the backup, or null if the name does not tell. */
	@Nullable String device();

	/** The backup that makes this upload needless; asked before the archive is read. */
	Optional<Backup> stored(Bucket bucket);

	/** The name of the new backup, whose type the archive's beginning must match. */
	BackupName name(FirstBlock beginning);

	/**
	 * Told when the archive has arrived whole: lets other tries of this upload end first.
	 * @throws ProblemException {@link ProblemType#BACKUP_EXISTS} if one of them stored it
	 */
	default void arrived(Bucket bucket) {
	}

	/** Lets other tries of this upload go on. */
	@Override
	default void close() {
	}

	/** The name that stays, after a try of the same upload at the same time. */
	BackupName settle(Bucket bucket, BackupName mine);

}
