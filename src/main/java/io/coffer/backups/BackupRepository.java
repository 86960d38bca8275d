package io.coffer.backups;

import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import io.coffer.storage.Storage;
import io.coffer.storage.StoredObject;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** All the backups, for rooms that look at them together. */
@Component
public class BackupRepository {

	private final Storage storage;

	private final BackupNames names;

	private final Clock clock;

	BackupRepository(Storage storage, BackupNames names, Clock clock) {
		this.storage = storage;
		this.names = names;
		this.clock = clock;
	}

	/**
	 * Opens those of a vault in the storage in force, to close when done.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED}
	 */
	public BackupSession open(Vault vault) {
		return new BackupSession(this.storage.open(vault.folder()), this.names, this.clock);
	}

	/**
	 * Passes every backup of a vault on, as {@link BackupSession#forEach} does.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*}
	 * problem
	 */
	public void forEach(Vault vault, Consumer<Backup> consumer) {
		try (BackupSession session = open(vault)) {
			session.forEach(consumer);
		}
	}

	/**
	 * Passes every backup of every vault on, in one pass over the listing.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*}
	 * problem
	 */
	public void forEachInAllVaults(BiConsumer<Vault, Backup> consumer) {
		try (Bucket bucket = this.storage.open()) {
			bucket.listBelow((object) -> {
				String key = Vault.within(object.key());
				ListedObject within = new ListedObject(key, object.size(), object.lastModified(), object.etag(),
						object.storageClass());
				this.names.parse(key)
					.ifPresent((name) -> consumer.accept(Vault.of(object.key()), Backup.listed(name, within)));
			});
		}
	}

	/**
	 * Opens one backup of a vault for as long as the caller reads it.
	 * @throws ProblemException {@link ProblemType#INVALID_NAME},
	 * {@link ProblemType#BACKUP_NOT_FOUND}, {@link ProblemType#NOT_CONFIGURED} or a
	 * {@code storage-*} problem
	 */
	public OpenBackup open(Vault vault, String key) {
		BackupName name = this.names.require(key);
		Bucket bucket = this.storage.open(vault.folder());
		try {
			StoredObject object = bucket.head(name.key()).orElseThrow(() -> notFound(key));
			return new OpenBackup(bucket, object);
		}
		catch (RuntimeException | Error ex) {
			bucket.close();
			throw ex;
		}
	}

	static ProblemException notFound(String key) {
		return new ProblemException(ProblemType.BACKUP_NOT_FOUND, "There is no backup \"%s\".".formatted(key));
	}

}
