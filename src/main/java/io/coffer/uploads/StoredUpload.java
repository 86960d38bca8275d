package io.coffer.uploads;

import io.coffer.backups.Backup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an upload ended that left a backup.
 *
 * @param backup what is stored
 * @param created false if it was stored before
 * @param newer another device's backup that the client did not know, or null
 */
public record StoredUpload(Backup backup, boolean created, @Nullable Backup newer) {

	/** The same with such a backup. */
	public StoredUpload with(Optional<Backup> newer) {
		return new StoredUpload(this.backup, this.created, newer.orElse(null));
	}

}
