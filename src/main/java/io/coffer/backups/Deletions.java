package io.coffer.backups;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Deletes backups for those who ask for it, one or several at once. */
@Service
class Deletions {

	/** Shorter than what a client or a proxy waits for. */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** Any other problem would meet all the keys that follow too. */
	private static final Set<ProblemType> OF_ONE_KEY = Set.of(ProblemType.INVALID_NAME, ProblemType.STORAGE_ERROR,
			ProblemType.STORAGE_ACCESS_DENIED);

	private final Storage storage;

	private final BackupNames names;

	private final Backups backups;

	private final ApplicationEventPublisher events;

	Deletions(Storage storage, BackupNames names, Backups backups, ApplicationEventPublisher events) {
		this.storage = storage;
		this.names = names;
		this.backups = backups;
		this.events = events;
	}

	/**
	 * Deletes a backup; nothing happens if it is gone.
	 * @throws ProblemException as {@link Backups#delete}
	 */
	void delete(String key) {
		AuditEvent.of(Action.DELETE, key).around(this.events, () -> this.backups.delete(key));
	}

	/**
	 * Deletes each of these backups from the same bucket, even if the settings change
	 * meanwhile.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED}
	 */
	DeletedBackups delete(List<String> keys) {
		List<String> deleted = new ArrayList<>();
		List<FailedDeletion> failed = new ArrayList<>();
		try (Bucket bucket = this.storage.open()) {
			long start = System.nanoTime();
			ProblemType end = null;
			for (String key : new LinkedHashSet<>(keys)) {
				Optional<ProblemType> problem = delete(key, bucket, end);
				problem.ifPresentOrElse((type) -> failed.add(FailedDeletion.of(key, type)), () -> deleted.add(key));
				audit(key, problem);
				end = (end != null) ? end : end(problem, System.nanoTime() - start);
			}
		}
		return new DeletedBackups(deleted, failed);
	}

	private Optional<ProblemType> delete(String key, Bucket bucket, @Nullable ProblemType end) {
		if (this.names.parse(key).isEmpty()) {
			return Optional.of(ProblemType.INVALID_NAME);
		}
		if (end != null) {
			return Optional.of(end);
		}
		try {
			bucket.delete(key);
			return Optional.empty();
		}
		catch (ProblemException ex) {
			return Optional.of(ex.type());
		}
	}

	private void audit(String key, Optional<ProblemType> problem) {
		this.events.publishEvent(
				AuditEvent.of(Action.DELETE, key).ending(problem.map(ProblemType::code).orElse(AuditEvent.OK)));
	}

	/** Why the keys that follow are not tried, or null if they are. */
	private static @Nullable ProblemType end(Optional<ProblemType> problem, long nanos) {
		if (problem.isPresent() && !OF_ONE_KEY.contains(problem.get())) {
			return problem.get();
		}
		return (nanos > PATIENCE.toNanos()) ? ProblemType.STORAGE_UNREACHABLE : null;
	}

}
