package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/** Deletes backups: one, or several at once. */
@Service
class Deletions {

	/** Shorter than what a client or a proxy waits for. */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Backups backups;

	private final LongSupplier nanoTime;

	@Autowired
	Deletions(Backups backups) {
		this(backups, System::nanoTime);
	}

	Deletions(Backups backups, LongSupplier nanoTime) {
		this.backups = backups;
		this.nanoTime = nanoTime;
	}

	/**
	 * Deletes a backup; nothing happens if it is gone.
	 * @throws ProblemException {@link ProblemType#INVALID_NAME},
	 * {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*} problem
	 */
	void delete(String key) {
		try (Shelf shelf = this.backups.open()) {
			shelf.delete(key);
		}
	}

	/**
	 * Deletes each of these backups from the same bucket, even if the settings change
	 * meanwhile.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED}
	 */
	DeletedBackups delete(List<String> keys) {
		List<String> deleted = new ArrayList<>();
		List<FailedDeletion> failed = new ArrayList<>();
		try (Shelf shelf = this.backups.open()) {
			long start = this.nanoTime.getAsLong();
			for (String key : new LinkedHashSet<>(keys)) {
				boolean late = this.nanoTime.getAsLong() - start > PATIENCE.toNanos();
				Optional<ProblemType> problem = late ? Optional.of(ProblemType.STORAGE_UNREACHABLE)
						: delete(shelf, key);
				problem.ifPresentOrElse((type) -> failed.add(FailedDeletion.of(key, type)), () -> deleted.add(key));
			}
		}
		return new DeletedBackups(deleted, failed);
	}

	private static Optional<ProblemType> delete(Shelf shelf, String key) {
		try {
			shelf.delete(key);
			return Optional.empty();
		}
		catch (ProblemException ex) {
			return Optional.of(ex.type());
		}
	}

}
