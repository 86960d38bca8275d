package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.Storage;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** All the backups, for rooms that look at them together. */
@Component
public class Backups {

	private final Storage storage;

	private final BackupNames names;

	Backups(Storage storage, BackupNames names) {
		this.storage = storage;
		this.names = names;
	}

	/**
	 * Passes every backup on, in one pass over the listing and in the order of keys.
	 * Nothing is kept; objects that are no backups are passed over.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*}
	 * problem
	 */
	public void forEach(Consumer<Backup> consumer) {
		try (Bucket bucket = this.storage.open()) {
			bucket.list("", null,
					(object) -> this.names.parse(object.key())
						.map((name) -> Backup.listed(name, object))
						.ifPresent(consumer));
		}
	}

	/**
	 * Deletes a backup; nothing happens if it is gone.
	 * @throws ProblemException {@link ProblemType#INVALID_NAME},
	 * {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*} problem
	 */
	public void delete(String key) {
		BackupName name = this.names.require(key);
		try (Bucket bucket = this.storage.open()) {
			bucket.delete(name.key());
		}
	}

}
