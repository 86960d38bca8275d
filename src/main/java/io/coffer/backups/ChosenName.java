package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.FirstBlock;
import io.coffer.storage.StoredObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A name of the client's choosing, which is never overwritten.
 *
 * @param name the name
 * @param sha256 the promised SHA-256, or null
 * @param idempotencyKey what marks a retry, or null
 * @param backups describes what is stored
 */
record ChosenName(BackupName name, @Nullable String sha256, @Nullable IdempotencyKey idempotencyKey,
		BackupService backups) implements UploadTarget {

	@Override
	public @Nullable String application() {
		return this.name.application();
	}

	@Override
	public @Nullable String device() {
		return this.name.device();
	}

	@Override
	public Optional<Backup> stored(Bucket bucket) {
		Optional<StoredObject> object = bucket.head(this.name.key());
		if (object.isEmpty()) {
			return Optional.empty();
		}
		if (!isSame(object.get())) {
			throw new ProblemException(ProblemType.BACKUP_EXISTS, "A backup of this name is stored already.")
				.hint("Choose another name; a backup is never overwritten.")
				.with("size", object.get().size())
				.with("sha256", object.get().sha256());
		}
		return this.backups.find(bucket, this.name);
	}

	@Override
	public BackupName name(FirstBlock beginning) {
		return this.name;
	}

	@Override
	public BackupName settle(Bucket bucket, BackupName mine) {
		return mine;
	}

	private boolean isSame(StoredObject object) {
		return (this.sha256 != null && this.sha256.equals(object.sha256()))
				|| (this.idempotencyKey != null && this.idempotencyKey.confirmedBy(object));
	}

}
