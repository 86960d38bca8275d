package io.coffer.devices;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who backs up, and whether it still does.
 *
 * @param name the whole name
 * @param applications what it has backed up, by name; at most one hundred of them
 * @param count how many backups it has
 * @param bytes their bytes
 * @param oldest the oldest backup, or null if there is none
 * @param newest the newest backup, or null if there is none
 * @param overdue whether a backup should have come by now
 */
record Device(@Schema(description = "The device's name", example = "laptop-2") String name,
		@Schema(description = "What it has backed up, by name; at most 100",
				example = "[\"notes\"]") Set<String> applications,
		@Schema(description = "How many backups it has", example = "12") long count,
		@Schema(description = "Their bytes", example = "50331648") long bytes,
		@Schema(description = "The oldest backup; absent if there is none") @Nullable DeviceBackup oldest,
		@Schema(description = "The newest backup; absent if there is none") @Nullable DeviceBackup newest,
		@Schema(description = "Whether the newest backup is older than `coffer.devices.overdue-after`, or the first "
				+ "has not come within that time", example = "false") boolean overdue) {
}
