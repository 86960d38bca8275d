package io.coffer.web;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.List;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a JSON body that cannot be read, without showing what it holds. */
final class BodyProblem {

	private BodyProblem() {
	}

	static ProblemException of(HttpMessageNotReadableException failure) {
		if (failure.getCause() instanceof StreamReadException syntax && !isTooLarge(syntax)) {
			return new ProblemException(ProblemType.INVALID_REQUEST,
					"The body is not valid JSON" + place(syntax) + ".");
		}
		if (failure.getCause() instanceof UnrecognizedPropertyException unknown) {
			return UnknownMember.problem(field(unknown.getPath()), unknown);
		}
		if (failure.getCause() instanceof JacksonException mismatch && !mismatch.getPath().isEmpty()) {
			Class<?> wanted = (mismatch instanceof MismatchedInputException input) ? input.getTargetType() : null;
			return ValidationProblem.of(field(mismatch.getPath()), ExpectedFormat.message(wanted));
		}
		return new ProblemException(ProblemType.INVALID_REQUEST, "The request needs a JSON object as its body.");
	}

	/** A number that its field cannot hold is no fault of the syntax. */
	private static boolean isTooLarge(StreamReadException failure) {
		return failure instanceof InputCoercionException && !failure.getPath().isEmpty();
	}

	private static String place(JacksonException failure) {
		TokenStreamLocation location = failure.getLocation();
		return (location != null && location.getLineNr() > 0)
				? " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr()) : "";
	}

	private static String field(List<JacksonException.Reference> path) {
		StringBuilder field = new StringBuilder();
		for (JacksonException.Reference step : path) {
			if (step.getPropertyName() == null) {
				field.append('[').append(step.getIndex()).append(']');
			}
			else {
				field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
			}
		}
		return field.toString();
	}

}
