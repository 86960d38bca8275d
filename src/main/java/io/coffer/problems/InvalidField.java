package io.coffer.problems;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One entry of {@code errors} in a problem that names fields.
 *
 * @param field the path of the field, or the name of the parameter or header; empty for
 * the request as a whole
 * @param message what it must be; never holds the value
 */
@JsonPropertyOrder({ "field", "message" })
public record InvalidField(String field, String message) {

	/** A problem of that type with all these fields, in a stable order. */
	public static ProblemException problem(ProblemType type, Stream<InvalidField> invalid) {
		List<InvalidField> fields = invalid
			.sorted(Comparator.comparing(InvalidField::field).thenComparing(InvalidField::message))
			.toList();
		String detail = fields.stream().map(InvalidField::sentence).collect(Collectors.joining("; "));
		return new ProblemException(type, detail).fields(fields);
	}

	private String sentence() {
		return this.field.isEmpty() ? this.message : this.field + ": " + this.message;
	}

}
