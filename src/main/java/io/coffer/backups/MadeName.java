package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.DeviceName;
import io.coffer.storage.Bucket;
import io.coffer.storage.FirstBlock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A name that Coffer makes, with a tag that nobody else has. */
final class MadeName implements UploadTarget {

	private final String application;

	private final String device;

	private final String tag;

	private final Instant time;

	private final @Nullable ArchiveType type;

	private final @Nullable IdempotencyKey idempotencyKey;

	private final @Nullable String unchangedSha256;

	private final UploadTargets targets;

	private final ReentrantLock turn;

	/**
	 * A name to be made.
	 * @param type the type by the file's name, or null if the content decides
	 * @param unchangedSha256 the digest with which the newest backup will do, or null
	 */
	MadeName(String application, DeviceName device, String tag, Instant time, @Nullable ArchiveType type,
			@Nullable IdempotencyKey idempotencyKey, @Nullable String unchangedSha256, UploadTargets targets) {
		this.application = application;
		this.device = device.value();
		this.tag = tag;
		this.time = time;
		this.type = type;
		this.idempotencyKey = idempotencyKey;
		this.unchangedSha256 = unchangedSha256;
		this.targets = targets;
		this.turn = (idempotencyKey != null) ? targets.repeats().turn(idempotencyKey) : new ReentrantLock();
	}

	@Override
	public String application() {
		return this.application;
	}

	@Override
	public String device() {
		return this.device;
	}

	@Override
	public Optional<Backup> stored(Bucket bucket) {
		Optional<Backup> earlier = (this.idempotencyKey != null)
				? this.targets.repeats().find(bucket, this.application, this.device, this.idempotencyKey)
				: Optional.empty();
		return earlier.or(() -> unchanged(bucket));
	}

	@Override
	public BackupName name(FirstBlock beginning) {
		ArchiveType decided = (this.type != null) ? this.type : this.targets.types().detect(beginning.bytes());
		return this.targets.names().create(this.application, this.time, this.device, this.tag, decided);
	}

	@Override
	public void arrived(Bucket bucket) {
		if (this.idempotencyKey != null) {
			this.turn.lock();
			if (this.targets.repeats().find(bucket, this.application, this.device, this.idempotencyKey).isPresent()) {
				throw new ProblemException(ProblemType.BACKUP_EXISTS, "Another try of this upload was faster.");
			}
		}
	}

	@Override
	public void close() {
		if (this.turn.isHeldByCurrentThread()) {
			this.turn.unlock();
		}
	}

	@Override
	public BackupName settle(Bucket bucket, BackupName mine) {
		return (this.idempotencyKey != null)
				? this.targets.repeats().keepFirst(bucket, mine, this.application, this.device, this.idempotencyKey)
				: mine;
	}

	private Optional<Backup> unchanged(Bucket bucket) {
		String sha256 = this.unchangedSha256;
		if (sha256 == null) {
			return Optional.empty();
		}
		return this.targets.backups()
			.newest(bucket, new BackupFilter(this.application, this.device, null, null), this.application + ".")
			.flatMap((newest) -> this.targets.backups().find(bucket, this.targets.names().require(newest.key())))
			.filter((newest) -> sha256.equals(newest.sha256()));
	}

}
