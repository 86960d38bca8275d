package io.coffer.backups;

import java.util.Comparator;

/** The order of a list; backups that are equal in it go by key. */
public enum BackupSort {

	NEWEST(Comparator.comparing(Backup::lastModified).reversed()),

	OLDEST(Comparator.comparing(Backup::lastModified)),

	LARGEST(Comparator.comparingLong(Backup::size).reversed()),

	NAME(Comparator.comparing(Backup::key));

	@SuppressWarnings("ImmutableEnumChecker")
	private final Comparator<Backup> comparator;

	BackupSort(Comparator<Backup> comparator) {
		this.comparator = comparator.thenComparing(Backup::key);
	}

	Comparator<Backup> comparator() {
		return this.comparator;
	}

}
