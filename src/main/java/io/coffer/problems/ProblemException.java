package io.coffer.problems;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be fulfilled. The detail, the hint and the properties are shown
 * to the client: they never hold a secret, a path of the server or a cause's message.
 */
public final class ProblemException extends RuntimeException {

	private final ProblemType type;

	private final String detail;

	private final transient Map<String, Object> properties = new LinkedHashMap<>();

	private transient List<InvalidField> fields = List.of();

	private @Nullable String hint;

	/** A problem of that type; {@code detail} says what happened this time. */
	public ProblemException(ProblemType type, String detail) {
		super(type.code() + ": " + detail);
		this.type = type;
		this.detail = detail;
	}

	/** A problem with the failure behind it, which is logged but never shown. */
	public ProblemException(ProblemType type, String detail, Throwable cause) {
		this(type, detail);
		initCause(cause);
	}

	/** A problem of that type with all these fields, in a stable order. */
	public static ProblemException ofFields(ProblemType type, Stream<InvalidField> invalid) {
		List<InvalidField> fields = invalid
			.sorted(Comparator.comparing(InvalidField::field).thenComparing(InvalidField::message))
			.toList();
		String detail = fields.stream().map(InvalidField::sentence).collect(Collectors.joining("; "));
		return new ProblemException(type, detail).fields(fields);
	}

	/** Says what the user can do about it. */
	public ProblemException hint(String hint) {
		this.hint = hint;
		return this;
	}

	/** Names the fields that are wrong, as the member {@code errors}. */
	public ProblemException fields(List<InvalidField> invalid) {
		this.fields = List.copyOf(invalid);
		return with("errors", this.fields);
	}

	/** Adds a member to the problem document, such as {@code retryAfter} in seconds. */
	public ProblemException with(String name, @Nullable Object value) {
		if (value != null) {
			this.properties.put(name, value);
		}
		return this;
	}

	/** Its status, code and title. */
	public ProblemType type() {
		return this.type;
	}

	/** What happened, in a sentence for the client. */
	public String detail() {
		return this.detail;
	}

	/** What the user can do about it, or null. */
	public @Nullable String hint() {
		return this.hint;
	}

	/** The fields that are wrong; empty where it is not a matter of fields. */
	public List<InvalidField> fields() {
		return this.fields;
	}

	/** More members of the answer, by their names. */
	public Map<String, Object> properties() {
		return Collections.unmodifiableMap(this.properties);
	}

}
