package io.coffer.backups;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the backups of this page, in order
 * @param nextCursor what asks for the next page, or null at the end
 * @param total how many backups the whole list has
 * @param totalSize their bytes
 * @param ignored how many objects beside the backups are none, whatever the filters
 */
record BackupPage(@Schema(description = "The backups of this page, in order") List<Backup> items,
		@Schema(description = "Asks for the next page; absent at the end") @Nullable String nextCursor,
		@Schema(description = "How many backups the whole list has") long total,
		@Schema(description = "Their bytes") long totalSize,
		@Schema(description = "How many objects lie beside the backups and are none, by their names; the filters do "
				+ "not matter") long ignored) {
}
