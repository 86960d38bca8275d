package io.coffer.problems;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One entry of {@code errors} in a problem that names fields.
 *
 * @param field the path of the field, or the name of the parameter or header; empty for
 * the request as a whole
 * @param message what it must be; never holds the value
 */
@JsonPropertyOrder({ "field", "message" })
public record InvalidField(String field, String message) {

	/** Both in one line. */
	String sentence() {
		return this.field.isEmpty() ? this.message : this.field + ": " + this.message;
	}

}
