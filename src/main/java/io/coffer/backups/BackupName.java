package io.coffer.backups;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The name of a backup and what can be read from it. A name made by Coffer is
 * {@code <application>.<yyyyMMddHHmmss>.<device>.<tag>.<ext>}; a foreign name has no
 * parts.
 *
 * @param key the whole name: one path segment below the root path
 * @param type the archive type by the extension
 * @param application what was backed up, or null
 * @param createdAt the name's time in UTC, for show only, or null
 * @param device who made the backup, or null: then it belongs to nobody
 * @param tag the last part, which makes a name unique, or null
 */
record BackupName(String key, ArchiveType type, @Nullable String application, @Nullable Instant createdAt,
		@Nullable String device, @Nullable String tag) {

	/** Whether these are the names of the same application and device. */
	boolean isOf(String application, String device) {
		return application.equals(this.application) && device.equals(this.device);
	}

}
