package io.coffer.devices;

import io.coffer.backups.Backup;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;

/**
 * The oldest or the newest backup of a device.
 *
 * @param key the backup's name
 * @param lastModified the store's time
 * @param size in bytes
 */
record DeviceBackup(@Schema(example = "notes.20250711093000.laptop-2.5f0c1d9a7b3e.zip") String key,
		@Schema(example = "2025-07-11T09:30:02Z") Instant lastModified, @Schema(example = "4194304") long size) {

	/** The order of {@code GET /backups}, oldest first. */
	static final Comparator<DeviceBackup> BY_TIME = Comparator.comparing(DeviceBackup::lastModified)
		.thenComparing(DeviceBackup::key);

	static DeviceBackup of(Backup backup) {
		return new DeviceBackup(backup.key(), backup.lastModified(), backup.size());
	}

}
