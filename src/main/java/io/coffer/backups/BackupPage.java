package io.coffer.backups;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the backups of this page, in order
 * @param nextCursor what asks for the next page, or null at the end
 * @param total how many backups the whole list has
 * @param totalSize their bytes
 */
public record BackupPage(List<Backup> items, @Nullable String nextCursor, long total, long totalSize) {
}
