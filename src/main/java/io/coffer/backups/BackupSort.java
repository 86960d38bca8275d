package io.coffer.backups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.coffer.problems.KebabCase;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

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

	/** The order as it is asked for. */
	@JsonValue
	String value() {
		return KebabCase.of(this);
	}

	/** Reads the order of a query. */
	@Component
	static class Reader implements Converter<String, BackupSort> {

		@Override
		public BackupSort convert(String text) {
			return Stream.of(values())
				.filter((sort) -> sort.value().equals(text))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("No such order"));
		}

	}

}
