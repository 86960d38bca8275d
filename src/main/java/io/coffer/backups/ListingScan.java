package io.coffer.backups;

import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the listing that keeps the best few: memory grows with the page, not with
 * the bucket. Objects whose key is no backup's name are passed over and counted.
 */
final class ListingScan {

	private final BackupNames names;

	private final BackupFilter filter;

	private final Comparator<ListedObject> order;

	private final @Nullable ListedObject after;

	private final int limit;

	/**
	 * The best so far and what came after; the rest is cut off when there are twice as
	 * many. One more than asked for tells whether more follow.
	 */
	private final List<ListedObject> best = new ArrayList<>();

	private long total;

	private long totalSize;

	private long ignored;

	ListingScan(BackupNames names, BackupFilter filter, BackupSort sort, @Nullable ListedObject after, int limit) {
		this.names = names;
		this.filter = filter;
		this.order = sort.comparator();
		this.after = after;
		this.limit = limit;
	}

	ListingScan over(Bucket bucket, String prefix, @Nullable String afterKey) {
		bucket.list(prefix, afterKey, this::look);
		cut();
		return this;
	}

	/** The backups found, in order. */
	List<Backup> found() {
		return this.best.stream()
			.limit(this.limit)
			.map((object) -> Backup.listed(this.names.require(object.key()), object))
			.toList();
	}

	/** The last of them, if more follow. */
	Optional<ListedObject> last() {
		return (kept() > this.limit) ? Optional.of(this.best.get(this.limit - 1)) : Optional.empty();
	}

	/** How many objects are held at this moment. */
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
		if (this.filter.accepts(name.get())) {
			take(object);
		}
	}

	private void take(ListedObject object) {
		this.total++;
		this.totalSize += object.size();
		if (this.after == null || this.order.compare(object, this.after) > 0) {
			this.best.add(object);
			if (this.best.size() > 2 * this.limit) {
				cut();
			}
		}
	}

	private void cut() {
		this.best.sort(this.order);
		if (this.best.size() > this.limit + 1) {
			this.best.subList(this.limit + 1, this.best.size()).clear();
		}
	}

}
