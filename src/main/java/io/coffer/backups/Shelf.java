package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The backups of one bucket, the same one until it is closed even if the settings change
 * meanwhile: what was listed here is deleted here and nowhere else. For one thread.
 */
public final class Shelf implements AutoCloseable {

	/** Any other problem would meet all the backups that follow too. */
	private static final Set<ProblemType> OF_ONE_BACKUP = Set.of(ProblemType.STORAGE_ERROR,
			ProblemType.STORAGE_ACCESS_DENIED);

	private final Bucket bucket;

	private final BackupNames names;

	private @Nullable ProblemException end;

	Shelf(Bucket bucket, BackupNames names) {
		this.bucket = bucket;
		this.names = names;
	}

	/**
	 * Passes every backup on, in one pass over the listing and in the order of keys.
	 * Nothing is kept; objects that are no backups are passed over.
	 * @throws ProblemException a {@code storage-*} problem
	 */
	public void forEach(Consumer<Backup> consumer) {
		this.bucket.list("", null,
				(object) -> this.names.parse(object.key())
					.map((name) -> Backup.listed(name, object))
					.ifPresent(consumer));
	}

	/**
	 * What time it is, by the clock that dates the backups. Asks the store for nothing.
	 */
	public StoreTime time() {
		return new StoreTime(this.bucket.time().orElse(null), this.bucket.sharesOurClock());
	}

	/**
	 * Deletes a backup; nothing happens if it is gone. Once the store does not answer, or
	 * refuses Coffer altogether, it is not asked again: the deletions that follow meet
	 * the same problem.
	 * @throws ProblemException {@link ProblemType#INVALID_NAME} or a {@code storage-*}
	 * problem
	 */
	public void delete(String key) {
		BackupName name = this.names.require(key);
		if (this.end != null) {
			throw this.end;
		}
		try {
			this.bucket.delete(name.key());
		}
		catch (ProblemException ex) {
			this.end = OF_ONE_BACKUP.contains(ex.type()) ? null : ex;
			throw ex;
		}
	}

	@Override
	public void close() {
		this.bucket.close();
	}

}
