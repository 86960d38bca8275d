package io.coffer.web;

import io.coffer.problems.InvalidField;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.StringUtils;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** {@code validation-failed}: which fields are not valid, and what each must be. */
final class ValidationProblem {

	private ValidationProblem() {
	}

	static ProblemException of(String field, String message) {
		return of(Stream.of(new InvalidField(field, message)));
	}

	static ProblemException of(Errors errors) {
		return of(fields(errors));
	}

	static ProblemException of(HandlerMethodValidationException failure) {
		Stream<InvalidField> crossing = failure.getCrossParameterValidationResults()
			.stream()
			.map((error) -> new InvalidField("", message(error)));
		return of(Stream.concat(failure.getParameterValidationResults().stream().flatMap(ValidationProblem::fields),
				crossing));
	}

	static ProblemException of(ConstraintViolationException failure) {
		return of(failure.getConstraintViolations()
			.stream()
			.map((violation) -> new InvalidField(path(violation), violation.getMessage())));
	}

	private static ProblemException of(Stream<InvalidField> invalid) {
		return ProblemException.ofFields(ProblemType.VALIDATION_FAILED, invalid);
	}

	private static Stream<InvalidField> fields(Errors errors) {
		return errors.getAllErrors().stream().map(ValidationProblem::field);
	}

	private static InvalidField field(ObjectError error) {
		if (!(error instanceof FieldError invalid)) {
			return new InvalidField("", message(error));
		}
		return new InvalidField(invalid.getField(), invalid.isBindingFailure() ? "is not valid" : message(invalid));
	}

	private static Stream<InvalidField> fields(ParameterValidationResult result) {
		if (result instanceof ParameterErrors errors) {
			return fields((Errors) errors);
		}
		Integer index = result.getContainerIndex();
		String name = name(result.getMethodParameter()) + ((index != null) ? "[" + index + "]" : "");
		return result.getResolvableErrors().stream().map((error) -> new InvalidField(name, message(error)));
	}

	private static String name(MethodParameter parameter) {
		MergedAnnotations annotations = MergedAnnotations.from(parameter.getParameterAnnotations());
		return Stream.of(RequestParam.class, PathVariable.class, RequestHeader.class)
			.map(annotations::get)
			.filter(MergedAnnotation::isPresent)
			.map((annotation) -> annotation.getString("name"))
			.filter(StringUtils::hasText)
			.findFirst()
			.orElseGet(() -> Objects.requireNonNullElse(parameter.getParameterName(), ""));
	}

	private static String path(ConstraintViolation<?> violation) {
		StringBuilder path = new StringBuilder();
		for (Path.Node node : violation.getPropertyPath()) {
			if (node.getKind() != ElementKind.METHOD) {
				Integer index = node.getIndex();
				path.append((index != null) ? "[" + index + "]" : "");
				path.append((path.isEmpty() || node.getName() == null) ? "" : ".");
				path.append(Objects.requireNonNullElse(node.getName(), ""));
			}
		}
		return path.toString();
	}

	private static String message(MessageSourceResolvable error) {
		@Nullable String message = error.getDefaultMessage();
		return (message != null) ? message : "is not valid";
	}

}
