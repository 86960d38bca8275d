package io.coffer.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One entry of {@code errors} in a {@code validation-failed} problem.
 *
 * @param field the path of the field, or the name of the parameter or header
 * @param message what it must be
 */
@JsonPropertyOrder({ "field", "message" })
record InvalidField(String field, String message) {

}
