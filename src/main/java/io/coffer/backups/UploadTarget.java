package io.coffer.backups;

import io.coffer.storage.Bucket;
import io.coffer.storage.FirstBlock;
import java.util.Optional;

/** Under which name an upload is stored, and what may be stored there already. */
interface UploadTarget {

	/** The backup that makes this upload needless; asked before the archive is read. */
	Optional<Backup> stored(Bucket bucket);

	/** The name of the new backup, whose type the archive's beginning must match. */
	BackupName name(FirstBlock beginning);

	/** Whether somebody else may have chosen the same name. */
	boolean exclusive();

	/** The name that stays, after a try of the same upload at the same time. */
	BackupName settle(Bucket bucket, BackupName mine);

}
