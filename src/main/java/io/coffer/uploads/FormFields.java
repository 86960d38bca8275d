package io.coffer.uploads;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.jspecify.annotations.Nullable;

/**
 * The text fields of a form. Those that Coffer does not know are passed over, since
 * upload widgets, frameworks and CSRF filters add their own.
 */
final class FormFields {

	private static final int MAX_COUNT = 200;

	private static final int MAX_BYTES = 1024;

	private static final Set<String> KNOWN = Set.of("application", "device", "filename", "sha256", "size",
			"skipIfUnchanged", BaseVersion.PARAMETER);

	private final HttpServletRequest request;

	private final Map<String, String> values = new HashMap<>();

	private int count;

	FormFields(HttpServletRequest request) {
		this.request = request;
	}

	/** Whether a field has that name, which a file then cannot have. */
	static boolean isKnown(@Nullable String name) {
		return name != null && KNOWN.contains(name);
	}

	/** The known fields that are not empty. */
	Map<String, String> values() {
		return Map.copyOf(this.values);
	}

	/**
	 * Takes a field that comes before the file.
	 * @throws ProblemException {@link ProblemType#INVALID_FORM}
	 */
	void add(FileItemInput part) throws IOException {
		String name = part.getFieldName();
		String value = read(part);
		if (isKnown(name) && !value.isEmpty()) {
			String other = this.values.put(name, value);
			if (other != null && !other.equals(value)) {
				throw invalid("The field \"" + name + "\" comes twice with different values.");
			}
		}
	}

	/**
	 * Looks at a field that comes after the file, too late to mean anything.
	 * @throws ProblemException {@link ProblemType#INVALID_FORM}
	 */
	void addLate(FileItemInput part) throws IOException {
		String name = part.getFieldName();
		String value = read(part);
		if (isKnown(name) && !value.isEmpty() && !value.equals(this.values.get(name))
				&& !value.equals(this.request.getParameter(name))) {
			throw invalid("The field \"" + name + "\" comes after the file.")
				.hint("Put the text fields before the file.");
		}
	}

	static ProblemException invalid(String detail) {
		return new ProblemException(ProblemType.INVALID_FORM, detail);
	}

	private String read(FileItemInput part) throws IOException {
		String name = part.getFieldName();
		if (++this.count > MAX_COUNT) {
			throw invalid("The form has more than " + MAX_COUNT + " fields.");
		}
		byte[] value = part.getInputStream().readNBytes(MAX_BYTES + 1);
		if (isKnown(name) && value.length > MAX_BYTES) {
			throw invalid("The field \"" + name + "\" is longer than " + MAX_BYTES + " bytes.");
		}
		String text = new String(value, StandardCharsets.UTF_8);
		PartialUploads.refuse(name, text);
		return text;
	}

}
