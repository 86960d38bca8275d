package io.coffer.web;

import io.coffer.problems.KebabCase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what a value must look like to become one of a Java type. */
final class ExpectedFormat {

	private static final Map<Class<?>, String> FORMS = Map.ofEntries(Map.entry(int.class, "must be a whole number"),
			Map.entry(Integer.class, "must be a whole number"), Map.entry(long.class, "must be a whole number"),
			Map.entry(Long.class, "must be a whole number"), Map.entry(boolean.class, "must be true or false"),
			Map.entry(Boolean.class, "must be true or false"), Map.entry(String.class, "must be a string"),
			Map.entry(URI.class, "must be a URI"),
			Map.entry(Duration.class, "must be an ISO 8601 duration such as PT15M"),
			Map.entry(Instant.class, "must be an RFC 3339 time such as 2025-07-11T09:30:00Z"));

	private ExpectedFormat() {
	}

	/** The message for a value that is not of that type. */
	static String message(@Nullable Class<?> type) {
		if (type == null) {
			return "is not valid";
		}
		if (type.isEnum()) {
			return "must be one of " + Stream.of(type.getEnumConstants())
				.map((constant) -> KebabCase.of((Enum<?>) constant))
				.collect(Collectors.joining(", "));
		}
		return FORMS.getOrDefault(type, "is not valid");
	}

}
