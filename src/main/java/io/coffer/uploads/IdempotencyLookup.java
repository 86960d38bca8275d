package io.coffer.uploads;

import io.coffer.backups.BackupFilter;
import io.coffer.backups.BackupNames;
import io.coffer.backups.BackupSession;
import io.coffer.backups.Sha256;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import io.coffer.storage.NameLocks;
import io.coffer.storage.NameLocks.NameLock;
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

	private final NameLocks locks;

	private final Clock clock;

	IdempotencyLookup(BackupNames names, NameLocks locks, Clock clock) {
		this.names = names;
		this.locks = locks;
		this.clock = clock;
	}

	/**
	 * What is stored and may be this very archive: what an earlier try of the upload made
	 * in the last 24 hours, what has the name already, or the newest backup, if that will
	 * do.
	 * @throws ProblemException the plan's refusal if its name is taken by what does not
	 * claim to be the same archive
	 */
	List<StoredObject> find(BackupSession backups, UploadPlan plan) {
		Bucket bucket = backups.bucket();
		if (plan.chosen() != null) {
			Optional<StoredObject> taken = bucket.head(plan.chosen().key());
			if (taken.isPresent() && plan.request().sha256() == null && !plan.isTriedAs(taken.get())) {
				throw plan.refusal(taken.get());
			}
			return taken.stream().toList();
		}
		List<StoredObject> tries = tries(bucket, plan, listTries(bucket, plan)).toList();
		return (tries.isEmpty() && plan.request().skipIfUnchanged()) ? unchanged(backups, plan) : tries;
	}

	/**
	 * Whether an object has these very bytes. Where its digest was not known in time, it
	 * is read.
	 */
	static boolean holds(Bucket bucket, StoredObject stored, long size, String sha256) {
		return stored.size() == size
				&& sha256.equals((stored.sha256() != null) ? stored.sha256() : read(bucket, stored));
	}

	/** The lock that tries of one upload share, which is not taken yet. */
	NameLock turn(UploadPlan plan) {
		IdempotencyKey key = plan.idempotencyKey();
		return this.locks.of("tries", plan.request().vault().name(), (key != null) ? key.hash() : "",
				Objects.toString(plan.application(), ""), plan.device());
	}

	/**
	 * Waits until no other try of the upload is about to end here.
	 * @throws ProblemException {@link ProblemType#BACKUP_EXISTS} if one was faster
	 */
	void awaitTurn(BackupSession backups, UploadPlan plan, NameLock turn) {
		if (plan.isTriedUnderManyNames()) {
			turn.lock();
			if (!find(backups, plan).isEmpty()) {
				throw new ProblemException(ProblemType.BACKUP_EXISTS, "Another try of this upload was faster.");
			}
		}
	}

	/**
	 * Looks for the same archive by another try that ran at the same time, and that has
	 * not seen this one. If there is one, the copy with the smaller key stays and ours
	 * goes: no client has been told of it yet, and the other was read to its end. Nothing
	 * else is ever deleted.
	 * @return the copy that stays instead of ours
	 */
	Optional<StoredObject> giveWay(Bucket bucket, UploadPlan plan, StoredObject mine, String sha256) {
		if (!plan.isTriedUnderManyNames()) {
			return Optional.empty();
		}
		try {
			List<ListedObject> before = listTries(bucket, plan).stream()
				.filter((object) -> object.key().compareTo(mine.key()) < 0)
				.toList();
			Optional<StoredObject> other = tries(bucket, plan, before).filter((stored) -> stored.size() == mine.size())
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

	/** Lists what tries of the upload may have made, as far as names tell. */
	private List<ListedObject> listTries(Bucket bucket, UploadPlan plan) {
		IdempotencyKey key = plan.idempotencyKey();
		List<ListedObject> tries = new ArrayList<>();
		if (key != null && plan.chosen() == null) {
			String application = Objects.requireNonNull(plan.application());
			String after = BackupNames.prefix(application, this.clock.instant().minus(MEMORY));
			bucket.list(application + ".", after,
					(object) -> this.names.parse(object.key())
						.filter((name) -> name.isOf(application, plan.device()) && key.mayHaveMade(name.tag()))
						.ifPresent((name) -> tries.add(object)));
		}
		return tries;
	}

	/** Those that tries of the upload have made, as the objects themselves tell. */
	private static Stream<StoredObject> tries(Bucket bucket, UploadPlan plan, List<ListedObject> listed) {
		return listed.stream()
			.map((object) -> bucket.head(object.key()))
			.flatMap(Optional::stream)
			.filter(plan::isTriedAs);
	}

	private static List<StoredObject> unchanged(BackupSession backups, UploadPlan plan) {
		return backups
			.newest(new BackupFilter(plan.request().vault(), plan.application(), plan.device(), null, null),
					plan.application() + ".")
			.flatMap((newest) -> backups.bucket().head(newest.key()))
			.filter((newest) -> plan.request().promises(newest))
			.stream()
			.toList();
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
