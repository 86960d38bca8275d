package io.coffer.retention;

import io.coffer.backups.Backup;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * What decides whether a backup stays: no more, since all of a bucket are held at once.
 *
 * @param key the backup's name
 * @param size in bytes
 * @param time the store's time; the name's can be chosen by the uploader
 * @param timesDisagree whether the name's time lies far from the store's
 */
record RetentionCandidate(String key, long size, Instant time, boolean timesDisagree) {

	static final Comparator<RetentionCandidate> NEWEST_FIRST = Comparator.comparing(RetentionCandidate::time)
		.thenComparing(RetentionCandidate::key)
		.reversed();

	private static final Duration FAR = Duration.ofDays(2);

	static RetentionCandidate of(Backup backup) {
		Instant named = backup.namedTime();
		boolean disagree = named != null && Duration.between(named, backup.lastModified()).abs().compareTo(FAR) > 0;
		return new RetentionCandidate(backup.key(), backup.size(), backup.lastModified(), disagree);
	}

}
