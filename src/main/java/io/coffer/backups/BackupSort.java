package io.coffer.backups;

import java.util.Comparator;

/** The order of a list. No two backups are equal in it, since their keys differ. */
public enum BackupSort {

	/** Of the same instant, the larger key first: names made by Coffer grow with time. */
	NEWEST(Comparator.comparing(Backup::lastModified).thenComparing(Backup::key).reversed()),

	OLDEST(Comparator.comparing(Backup::lastModified).thenComparing(Backup::key)),

	LARGEST(Comparator.comparingLong(Backup::size).reversed().thenComparing(Backup::key)),

	NAME(Comparator.comparing(Backup::key));

	@SuppressWarnings("ImmutableEnumChecker")
	private final Comparator<Backup> comparator;

	BackupSort(Comparator<Backup> comparator) {
		this.comparator = comparator;
	}

	public Comparator<Backup> comparator() {
		return this.comparator;
	}

}
