package io.coffer.providers;

import io.coffer.problems.InvalidField;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.List;
import java.util.stream.Stream;

/** Settings that cannot work, and which field has to change. */
final class InvalidSettings {

	private InvalidSettings() {
	}

	/** A field whose value cannot work; the message never holds the value. */
	static ProblemException of(String field, String message) {
		return ProblemException.ofFields(ProblemType.INVALID_SETTINGS, Stream.of(new InvalidField(field, message)));
	}

	/** Two fields that name different buckets or regions. */
	static ProblemException conflict(String field, String what, String inEndpoint, String typed) {
		return new ProblemException(ProblemType.SETTINGS_CONFLICT,
				"The URL names the %s \"%s\", but the field says \"%s\".".formatted(what, inEndpoint, typed))
			.hint("Keep the one that is meant: correct the field, or take the other out of the URL.")
			.fields(List.of(new InvalidField(field, "the %s is \"%s\" in the URL".formatted(what, inEndpoint))));
	}

}
