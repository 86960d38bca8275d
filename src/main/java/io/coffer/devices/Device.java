package io.coffer.devices;

import io.coffer.backups.Backup;
import io.coffer.security.TokenInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who backs up, and whether it still does.
 *
 * @param name the device's name
 * @param applications what it has backed up, by name; at most 100
 * @param count how many backups it has
 * @param bytes their bytes
 * @param oldest the oldest backup; absent if there is none
 * @param newest the newest backup; absent if there is none
 * @param overdue whether the newest backup is older than
 * {@code coffer.devices.overdue-after}, or the first has not come within that time
 * @param token the token with which it backs up; absent if it has none that is in force
 * @param accessKeyId what S3 clients are given beside the secret of that token; absent if
 * it was not made over HTTP
 * @param days the dates with a backup among the last so many; absent if none were asked
 * for
 */
record Device(@Schema(example = "laptop-2") String name, @Schema(example = "[\"notes\"]") Set<String> applications,
		@Schema(example = "12") long count, @Schema(example = "50331648") long bytes, @Nullable DeviceBackup oldest,
		@Nullable DeviceBackup newest, @Schema(example = "false") boolean overdue, @Nullable TokenInfo token,
		@Schema(example = "CF5f0c1d9a7b3e4210ab12cd34ef56ab780011aabb") @Nullable String accessKeyId,
		@Schema(example = "[\"2025-07-10\", \"2025-07-11\"]") @Nullable Set<LocalDate> days) {

	/** The same with such an id. */
	Device with(String accessKeyId) {
		return new Device(this.name, this.applications, this.count, this.bytes, this.oldest, this.newest, this.overdue,
				this.token, accessKeyId, this.days);
	}

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

}
