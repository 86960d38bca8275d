package io.coffer.uploads;

import io.coffer.backups.Backup;
import io.coffer.backups.BackupName;
import io.coffer.backups.BackupNames;
import io.coffer.backups.BackupSort;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the data of another device that an upload would bury. */
@Component
public class ConflictCheck {

	private static final Comparator<ListedObject> AGE = BackupSort.OLDEST.comparator();

	private final BackupNames names;

	ConflictCheck(BackupNames names) {
		this.names = names;
	}

	/**
	 * The newest backup of another device and the same application, if it is newer than
	 * the one that the client names. One that is gone is taken for older than all, since
	 * its time is lost. A name of the client's choosing that does not tell its
	 * application goes by the backup that it is based on.
	 */
	public Optional<Backup> find(Bucket bucket, UploadPlan plan) {
		BaseVersion basedOn = plan.request().basedOn();
		if (basedOn == null) {
			return Optional.empty();
		}
		BackupName base = basedOn.name();
		String application = (plan.application() != null) ? plan.application() : base.application();
		if (application == null) {
			return Optional.empty();
		}
		Optional<ListedObject> known = bucket.find(base.key());
		return newest(bucket, application, plan.device())
			.filter((other) -> known.isEmpty() || AGE.compare(other, known.get()) > 0)
			.map((other) -> Backup.listed(this.names.require(other.key()), other));
	}

	/**
	 * Refuses an upload that would bury that backup, if its client wants so.
	 * @throws ProblemException {@link ProblemType#NEWER_BACKUP_EXISTS}
	 */
	public void admit(UploadPlan plan, Optional<Backup> newer) {
		BaseVersion basedOn = plan.request().basedOn();
		if (newer.isPresent() && basedOn != null && basedOn.reject()) {
			throw new ProblemException(ProblemType.NEWER_BACKUP_EXISTS,
					"Another device has stored a newer backup than the one this is based on.")
				.hint("Restore that backup first, or send onNewer=warn to store this one all the same.")
				.with("key", newer.get().key())
				.with("device", newer.get().device())
				.with("lastModified", newer.get().lastModified());
		}
	}

	private Optional<ListedObject> newest(Bucket bucket, String application, String device) {
		Latest latest = new Latest();
		bucket.list(application + ".", null,
				(object) -> this.names.parse(object.key())
					.filter((name) -> application.equals(name.application()))
					.filter((name) -> name.device() != null && !name.device().equals(device))
					.ifPresent((name) -> latest.take(object)));
		return Optional.ofNullable(latest.object);
	}

	private static final class Latest {

		private @Nullable ListedObject object;

		void take(ListedObject other) {
			if (this.object == null || AGE.compare(other, this.object) > 0) {
				this.object = other;
			}
		}

	}

}
