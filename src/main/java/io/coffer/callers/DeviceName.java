package io.coffer.callers;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * The name of one device, which is also the name of its token. Names compare whole and
 * case-sensitively, in Unicode's composed form (NFC).
 *
 * @param value the name: 1 to 64 bytes of UTF-8
 */
public record DeviceName(String value) {

	private static final int MAX_BYTES = 64;

	/**
	 * Composes the name and checks it.
	 * @throws ProblemException {@link ProblemType#INVALID_NAME} if the rule refuses it
	 */
	public DeviceName {
		value = Normalizer.normalize(value, Normalizer.Form.NFC);
		if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES || value.endsWith(".")
				|| !NameRule.allows(value)) {
			throw new ProblemException(ProblemType.INVALID_NAME, "That is no name for a device")
				.hint("Use 1 to 64 bytes of letters, digits, single inner spaces and ._-()+@; "
						+ "not '.' or '-' at the start, not '.' at the end.");
		}
	}

	/**
	 * The name that a client or a file gave.
	 * @throws ProblemException {@link ProblemType#INVALID_NAME} if the rule refuses it
	 */
	public static DeviceName of(String value) {
		return new DeviceName(value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
