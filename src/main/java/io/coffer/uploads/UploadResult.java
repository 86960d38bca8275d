package io.coffer.uploads;

import io.coffer.backups.Backup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an upload ended.
 *
 * @param backup what is stored
 * @param created false if it was stored before
 * @param newer another device's backup that the client did not know, or null
 */
record UploadResult(Backup backup, boolean created, @Nullable Backup newer) {

	UploadResult(Backup backup, boolean created) {
		this(backup, created, null);
	}

	UploadResult with(Optional<Backup> newer) {
		return new UploadResult(this.backup, this.created, newer.orElse(null));
	}

}
