package io.coffer.backups;

import io.coffer.storage.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds what an earlier try of the same upload has stored. The truth is in the bucket, so
 * any replica can answer.
 */
@Component
class Repeats {

	private static final Duration MEMORY = Duration.ofHours(24);

	private static final int TURNS = 256;

	private final ReentrantLock[] turns = Stream.generate(ReentrantLock::new)
		.limit(TURNS)
		.toArray(ReentrantLock[]::new);

	private final BackupNames names;

	private final BackupService backups;

	private final Clock clock;

	Repeats(BackupNames names, BackupService backups, Clock clock) {
		this.names = names;
		this.backups = backups;
		this.clock = clock;
	}

	/**
	 * What lets tries of the same upload that reach this process end one after the other.
	 */
	ReentrantLock turn(IdempotencyKey key) {
		return this.turns[Math.floorMod(key.hashCode(), TURNS)];
	}

	/** The backup that this upload made in the last 24 hours. */
	Optional<Backup> find(Bucket bucket, String application, String device, IdempotencyKey key) {
		return copies(bucket, application, device, key).stream()
			.findFirst()
			.flatMap((name) -> this.backups.find(bucket, name));
	}

	/**
	 * Settles two tries that ran at the same time: the copy with the smallest key stays.
	 * @param mine what this try has just stored; deleted if it is not the one that stays
	 * @return the name that stays
	 */
	BackupName keepFirst(Bucket bucket, BackupName mine, String application, String device, IdempotencyKey key) {
		BackupName first = copies(bucket, application, device, key).stream().findFirst().orElse(mine);
		if (first.key().compareTo(mine.key()) < 0) {
			bucket.delete(mine.key());
			return first;
		}
		return mine;
	}

	/** The names with the key's tag whose objects confirm it, in order. */
	private List<BackupName> copies(Bucket bucket, String application, String device, IdempotencyKey key) {
		List<BackupName> tagged = new ArrayList<>();
		String after = BackupNames.prefix(application, this.clock.instant().minus(MEMORY));
		bucket.list(application + ".", after,
				(object) -> this.names.parse(object.key())
					.filter((name) -> name.isOf(application, device) && key.tag().equals(name.tag()))
					.ifPresent(tagged::add));
		return tagged.stream().filter((name) -> bucket.head(name.key()).filter(key::confirmedBy).isPresent()).toList();
	}

}
