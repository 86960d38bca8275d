package io.coffer.s3door;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * The parameters of a URL, decoded. A form in the body is none of them.
 */
final class Query {

	private final List<Parameter> parameters = new ArrayList<>();

	Query(@Nullable String text) {
		for (String part : Objects.requireNonNullElse(text, "").split("&", -1)) {
			if (!part.isEmpty()) {
				int equals = part.indexOf('=');
				this.parameters.add(new Parameter(decode((equals < 0) ? part : part.substring(0, equals)),
						(equals < 0) ? "" : decode(part.substring(equals + 1))));
			}
		}
	}

	static Query of(HttpServletRequest request) {
		return new Query(request.getQueryString());
	}

	/** The value of a parameter, empty if it has none, or null if it is not there. */
	@Nullable String get(String name) {
		return this.parameters.stream()
			.filter((parameter) -> parameter.name().equals(name))
			.map(Parameter::value)
			.findFirst()
			.orElse(null);
	}

	String get(String name, String otherwise) {
		String value = get(name);
		return (value != null && !value.isEmpty()) ? value : otherwise;
	}

	boolean has(String name) {
		return get(name) != null;
	}

	String require(String name) {
		String value = get(name);
		if (value == null) {
			throw S3Error.AUTHORIZATION_QUERY_PARAMETERS_ERROR.because("The parameter " + name + " is needed.");
		}
		return value;
	}

	/** A number from 0 to that, or the other where there is none. */
	int number(String name, int most, int otherwise) {
		String value = get(name);
		if (value == null || value.isEmpty()) {
			return otherwise;
		}
		if (!value.matches("\\d{1,9}")) {
			throw S3Error.INVALID_ARGUMENT.because(name + " is a number from 0 to " + most + ".");
		}
		return Math.min(most, Integer.parseInt(value));
	}

	List<Parameter> all() {
		return this.parameters;
	}

	/** A plus sign stands for itself, as it does in signatures. */
	private static String decode(String text) {
		try {
			return UriUtils.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw S3Error.INVALID_URI.because("The query cannot be decoded.");
		}
	}

	/** One of them. */
	record Parameter(String name, String value) {
	}

}
