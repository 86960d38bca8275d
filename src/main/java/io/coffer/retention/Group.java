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
record Group(@Nullable String application, @Nullable String device) {

	/**
	 * The group of all whose name tells no application or no device, and of other
	 * programs' files.
	 */
	static final Group UNKNOWN = new Group(null, null);

	static final Comparator<Group> BY_NAME = Comparator
		.comparing(Group::application, Comparator.nullsLast(Comparator.<String>naturalOrder()))
		.thenComparing(Group::device, Comparator.nullsLast(Comparator.<String>naturalOrder()));

	static Group of(Backup backup) {
		boolean known = backup.application() != null && backup.device() != null && backup.mayExpire();
		return known ? new Group(backup.application(), backup.device()) : UNKNOWN;
	}

	boolean isKnown() {
		return !equals(UNKNOWN);
	}

}
