package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
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
	 * Opens those of the storage in force, to close when done.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED}
	 */
	public Shelf open() {
		return new Shelf(this.storage.open(), this.names);
	}

	/**
	 * Passes every backup on, as {@link Shelf#forEach} does.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*}
	 * problem
	 */
	public void forEach(Consumer<Backup> consumer) {
		try (Shelf shelf = open()) {
			shelf.forEach(consumer);
		}
	}

}
