package io.coffer.backups;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the backups of this page, in order
 * @param nextCursor asks for the next page; absent at the end
 * @param total how many backups the whole list has
 * @param totalSize their bytes
 * @param ignored how many objects lie beside the backups and are none, by their names;
 * the filters do not matter
 */
record BackupPage(List<Backup> items, @Nullable String nextCursor, long total, long totalSize, long ignored) {
}
