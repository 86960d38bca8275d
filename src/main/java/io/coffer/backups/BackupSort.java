package io.coffer.backups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.coffer.problems.KebabCase;
import io.coffer.storage.ListedObject;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * The order of a list, by what the store's listing tells. No two backups are equal in it,
 * since their keys differ.
 */
public enum BackupSort {

	/** Of the same instant, the larger key first: names made by Coffer grow with time. */
	NEWEST(Comparator.comparing(ListedObject::lastModified).thenComparing(ListedObject::key).reversed()),

	OLDEST(Comparator.comparing(ListedObject::lastModified).thenComparing(ListedObject::key)),

	LARGEST(Comparator.comparingLong(ListedObject::size).reversed().thenComparing(ListedObject::key)),

	NAME(Comparator.comparing(ListedObject::key));

	@SuppressWarnings("ImmutableEnumChecker")
	private final Comparator<ListedObject> comparator;

	BackupSort(Comparator<ListedObject> comparator) {
		this.comparator = comparator;
	}

	public Comparator<ListedObject> comparator() {
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
