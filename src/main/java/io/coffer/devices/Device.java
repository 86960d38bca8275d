package io.coffer.devices;

import io.swagger.v3.oas.annotations.media.Schema;
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
 */
record Device(@Schema(example = "laptop-2") String name, @Schema(example = "[\"notes\"]") Set<String> applications,
		@Schema(example = "12") long count, @Schema(example = "50331648") long bytes, @Nullable DeviceBackup oldest,
		@Nullable DeviceBackup newest, @Schema(example = "false") boolean overdue) {
}
