package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import io.coffer.storage.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backups of one bucket, the same one until it is closed even if the settings change
 * meanwhile: what was listed here is deleted here and nowhere else. For one thread. Close
 * it, once or more often, when done.
 */
public final class BackupSession implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(BackupSession.class);

	/** Any other problem would meet all the backups that follow too. */
	private static final Set<ProblemType> OF_ONE_BACKUP = Set.of(ProblemType.STORAGE_ERROR,
			ProblemType.STORAGE_ACCESS_DENIED);

	private final Bucket bucket;

	private final BackupNames names;

	private final Clock clock;

	private @Nullable ProblemException end;

	BackupSession(Bucket bucket, BackupNames names, Clock clock) {
		this.bucket = bucket;
		this.names = names;
		this.clock = clock;
	}

	/** The bucket that they are in, which this closes. */
	public Bucket bucket() {
		return this.bucket;
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
	 * Passes backups on in the order of keys until it is told that it was the last.
	 * @param prefix what their keys begin with; empty for all
	 * @param after only keys behind this one, or null for all
	 * @throws ProblemException a {@code storage-*} problem
	 */
	public void forEachWhile(String prefix, @Nullable String after, Predicate<ListedObject> goOn) {
		this.bucket.listWhile(prefix, after, (object) -> this.names.parse(object.key()).isEmpty() || goOn.test(object));
	}

	/** The newest backup of a kind among those whose names begin so. */
	public Optional<Backup> newest(BackupFilter filter, String prefix) {
		return new ListingScan(this.names, filter, BackupSort.NEWEST, null, 1).over(this.bucket, prefix, null)
			.found()
			.stream()
			.findFirst();
	}

	/** A backup with all that the store says of it. */
	Optional<Backup> find(BackupName name) {
		return this.bucket.find(name.key()).map((object) -> Backup.listed(name, object)).flatMap(this::complete);
	}

	/** Adds what the listing does not tell, unless the backup is gone. */
	Optional<Backup> complete(Backup backup) {
		return this.bucket.head(backup.key()).map(backup::with);
	}

	/** Describes an object that the store has just told of. */
	public Backup describe(BackupName name, StoredObject object) {
		Instant time = (object.lastModified() != null) ? object.lastModified() : listedTime(object.key());
		return Backup
			.listed(name, new ListedObject(object.key(), object.size(), time, object.etag(), object.storageClass()))
			.with(object);
	}

	/** A store that cannot list an object has it all the same. */
	private Instant listedTime(String key) {
		try {
			Optional<ListedObject> listed = this.bucket.find(key);
			if (listed.isPresent()) {
				return listed.get().lastModified();
			}
			logger.warn("{} is stored, but the storage does not list it", key);
		}
		catch (ProblemException ex) {
			logger.warn("{} is stored, but the storage cannot list it", key, ex);
		}
		return this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
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
