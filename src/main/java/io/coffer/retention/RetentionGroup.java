package io.coffer.retention;

import io.coffer.backups.Backup;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Whose backups are looked at together: those of one application on one device.
 *
 * @param application what was backed up
 * @param device who made them
 */
record RetentionGroup(@Nullable String application, @Nullable String device) {

	/**
	 * The group of all whose name tells no application or no device, and of other
	 * programs' files.
	 */
	static final RetentionGroup UNKNOWN = new RetentionGroup(null, null);

	static final Comparator<RetentionGroup> BY_NAME = Comparator
		.comparing(RetentionGroup::application, Comparator.nullsLast(Comparator.<String>naturalOrder()))
		.thenComparing(RetentionGroup::device, Comparator.nullsLast(Comparator.<String>naturalOrder()));

	static RetentionGroup of(Backup backup) {
		boolean known = backup.application() != null && backup.device() != null && backup.mayExpire();
		return known ? new RetentionGroup(backup.application(), backup.device()) : UNKNOWN;
	}

	boolean isKnown() {
		return !equals(UNKNOWN);
	}

}
