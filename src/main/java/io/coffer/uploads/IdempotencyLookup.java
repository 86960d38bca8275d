package io.coffer.uploads;

import io.coffer.backups.BackupFilter;
import io.coffer.backups.BackupName;
import io.coffer.backups.BackupNames;
import io.coffer.backups.BackupSession;
import io.coffer.backups.Sha256;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds what is stored of an upload already, and whether it is the same archive. The
 * truth is in the bucket, so that any replica can answer.
 */
@Component
class IdempotencyLookup {

	private static final Logger logger = LoggerFactory.getLogger(IdempotencyLookup.class);

	private static final Duration MEMORY = Duration.ofHours(24);

	private final BackupNames names;

	private final Clock clock;

	IdempotencyLookup(BackupNames names, Clock clock) {
		this.names = names;
		this.clock = clock;
	}

	/**
	 * What is stored and may be this very archive: what an earlier try of the upload made
	 * in the last 24 hours, what has the name already, or the newest backup, if that will
	 * do.
	 * @throws ProblemException the target's refusal if its name is taken by what does not
	 * claim to be the same archive
	 */
	List<StoredObject> find(BackupSession shelf, UploadRequest request, UploadTarget target) {
		Bucket bucket = shelf.bucket();
		if (target.chosen() != null) {
			return bucket.head(target.chosen().key())
				.map((stored) -> List.of(claimed(stored, request, target)))
				.orElse(List.of());
		}
		List<StoredObject> tries = tries(bucket, target).map((name) -> bucket.head(name.key()))
			.flatMap(Optional::stream)
			.filter((stored) -> isTryOf(target, stored))
			.toList();
		return (tries.isEmpty() && request.skipIfUnchanged()) ? unchanged(shelf, request, target) : tries;
	}

	/**
	 * Whether an object has these very bytes. Where nobody knew its digest in time, it is
	 * read.
	 */
	static boolean holds(Bucket bucket, StoredObject stored, long size, String sha256) {
		return stored.size() == size
				&& sha256.equals((stored.sha256() != null) ? stored.sha256() : read(bucket, stored));
	}

	/**
	 * Looks for the same archive by another try that ran at the same time, and that has
	 * not seen this one. If there is one, the copy with the smaller key stays and ours
	 * goes: it has been told to nobody yet, and the other was read to its end. Nothing
	 * else is ever deleted.
	 * @return the copy that stays, or nothing if that is ours
	 */
	Optional<StoredObject> giveWay(BackupSession shelf, UploadTarget target, StoredObject mine, String sha256) {
		Bucket bucket = shelf.bucket();
		try {
			Optional<StoredObject> other = tries(bucket, target).filter((name) -> name.key().compareTo(mine.key()) < 0)
				.map((name) -> bucket.head(name.key()))
				.flatMap(Optional::stream)
				.filter((stored) -> isTryOf(target, stored) && stored.size() == mine.size())
				.filter((stored) -> sha256.equals(read(bucket, stored)))
				.findFirst();
			other.ifPresent((stored) -> remove(bucket, mine));
			return other;
		}
		catch (ProblemException ex) {
			logger.warn("Another copy of {} may be stored: the storage could not be asked", mine.key(), ex);
			return Optional.empty();
		}
	}

	private StoredObject claimed(StoredObject stored, UploadRequest request, UploadTarget target) {
		if (request.sha256() == null && !isTryOf(target, stored)) {
			throw target.refusal(stored);
		}
		return stored;
	}

	/** The names that tries of the upload may have made, in order. */
	private Stream<BackupName> tries(Bucket bucket, UploadTarget target) {
		IdempotencyKey key = target.idempotencyKey();
		if (key == null || target.chosen() != null) {
			return Stream.empty();
		}
		String application = Objects.requireNonNull(target.application());
		String after = BackupNames.prefix(application, this.clock.instant().minus(MEMORY));
		List<BackupName> tries = new ArrayList<>();
		bucket.list(application + ".", after,
				(object) -> this.names.parse(object.key())
					.filter((name) -> name.isOf(application, target.device()) && key.mayHaveMade(name.tag()))
					.ifPresent(tries::add));
		return tries.stream();
	}

	private List<StoredObject> unchanged(BackupSession shelf, UploadRequest request, UploadTarget target) {
		return shelf
			.newest(new BackupFilter(target.application(), target.device(), null, null), target.application() + ".")
			.flatMap((newest) -> shelf.bucket().head(newest.key()))
			.filter((newest) -> request.promises(newest))
			.map(List::of)
			.orElse(List.of());
	}

	private static boolean isTryOf(UploadTarget target, StoredObject stored) {
		@Nullable IdempotencyKey key = target.idempotencyKey();
		return key != null && key.confirmedBy(stored);
	}

	private static void remove(Bucket bucket, StoredObject mine) {
		try {
			bucket.delete(mine.key());
		}
		catch (ProblemException ex) {
			logger.warn("A second copy of the same archive stays as {}: it could not be deleted", mine.key(), ex);
		}
	}

	private static String read(Bucket bucket, StoredObject stored) {
		MessageDigest digest = Sha256.digest();
		try (ObjectContent content = bucket.read(stored)) {
			content.copyTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (IOException ex) {
			throw new ProblemException(ProblemType.STORAGE_UNREACHABLE, "The storage broke off its answer.", ex);
		}
	}

}
