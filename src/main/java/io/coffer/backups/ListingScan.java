package io.coffer.backups;

import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the listing that keeps the best few: memory grows with the page, not with
 * the bucket. Objects whose key is no backup's name are passed over and counted.
 */
final class ListingScan {

	private final BackupNames names;

	private final BackupFilter filter;

	private final Comparator<Backup> order;

	private final @Nullable Backup after;

	private final int limit;

	/**
	 * The worst of the best at the head; one more than asked for tells whether more
	 * follow.
	 */
	private final PriorityQueue<Backup> best;

	private long total;

	private long totalSize;

	private long ignored;

	ListingScan(BackupNames names, BackupFilter filter, BackupSort sort, @Nullable Backup after, int limit) {
		this.names = names;
		this.filter = filter;
		this.order = sort.comparator();
		this.after = after;
		this.limit = limit;
		this.best = new PriorityQueue<>(this.order.reversed());
	}

	ListingScan over(Bucket bucket, String prefix, @Nullable String afterKey) {
		bucket.list(prefix, afterKey, this::look);
		return this;
	}

	/** The backups found, in order. */
	List<Backup> found() {
		List<Backup> sorted = new ArrayList<>(this.best);
		sorted.sort(this.order);
		return List.copyOf(sorted.subList(0, Math.min(this.limit, sorted.size())));
	}

	boolean more() {
		return kept() > this.limit;
	}

	/** How many backups are held at this moment. */
	int kept() {
		return this.best.size();
	}

	/** How many objects were no backups. */
	long ignored() {
		return this.ignored;
	}

	long total() {
		return this.total;
	}

	long totalSize() {
		return this.totalSize;
	}

	private void look(ListedObject object) {
		Optional<BackupName> name = this.names.parse(object.key());
		if (name.isEmpty()) {
			// Consoles make an object of the folder itself, which is not counted
			this.ignored += object.key().isEmpty() ? 0 : 1;
			return;
		}
		Backup backup = Backup.listed(name.get(), object);
		if (this.filter.accepts(backup)) {
			take(backup);
		}
	}

	private void take(Backup backup) {
		this.total++;
		this.totalSize += backup.size();
		if (this.after == null || this.order.compare(backup, this.after) > 0) {
			this.best.add(backup);
			if (this.best.size() > this.limit + 1) {
				this.best.poll();
			}
		}
	}

}
