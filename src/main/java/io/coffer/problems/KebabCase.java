package io.coffer.problems;

import java.util.Locale;

/** How constants are spelt outside of Java: in lower case, with hyphens. */
public final class KebabCase {

	private KebabCase() {
	}

	/** The constant's name, such as {@code backup-exists}. */
	public static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
