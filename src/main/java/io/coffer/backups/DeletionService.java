package io.coffer.backups;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.backups.DeletedBackups.FailedDeletion;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Deletes backups: one, or several at once. */
@Component
public class DeletionService {

	/** Shorter than what a client or a proxy waits for. */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final BackupRepository backups;

	private final ApplicationEventPublisher events;

	private final LongSupplier nanoTime;

	@Autowired
	DeletionService(BackupRepository backups, ApplicationEventPublisher events) {
		this(backups, events, System::nanoTime);
	}

	DeletionService(BackupRepository backups, ApplicationEventPublisher events, LongSupplier nanoTime) {
		this.backups = backups;
		this.events = events;
		this.nanoTime = nanoTime;
	}

	/**
	 * Deletes a backup; nothing happens if it is gone.
	 * @throws ProblemException {@link ProblemType#INVALID_NAME},
	 * {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*} problem
	 */
	public void delete(Vault vault, String key) {
		AuditEvent.of(Action.DELETE, key).in(vault).around(this.events, () -> {
			try (BackupSession session = this.backups.open(vault)) {
				session.delete(key);
			}
		});
	}

	/**
	 * Deletes each of these backups from the same bucket, even if the settings change
	 * meanwhile.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED}
	 */
	DeletedBackups delete(Vault vault, List<String> keys) {
		List<String> deleted = new ArrayList<>();
		List<FailedDeletion> failed = new ArrayList<>();
		try (BackupSession session = this.backups.open(vault)) {
			long start = this.nanoTime.getAsLong();
			for (String key : new LinkedHashSet<>(keys)) {
				boolean late = this.nanoTime.getAsLong() - start > PATIENCE.toNanos();
				Optional<ProblemType> problem = late ? Optional.of(ProblemType.STORAGE_UNREACHABLE)
						: delete(session, key);
				problem.ifPresentOrElse((type) -> failed.add(FailedDeletion.of(key, type)), () -> deleted.add(key));
				this.events.publishEvent(AuditEvent.of(Action.DELETE, key)
					.in(vault)
					.ending(problem.map(ProblemType::code).orElse(AuditEvent.OK)));
			}
		}
		return new DeletedBackups(deleted, failed);
	}

	private static Optional<ProblemType> delete(BackupSession session, String key) {
		try {
			session.delete(key);
			return Optional.empty();
		}
		catch (ProblemException ex) {
			return Optional.of(ex.type());
		}
	}

}
