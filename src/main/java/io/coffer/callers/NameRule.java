package io.coffer.callers;

import java.util.regex.Pattern;

/**
 * The characters that names of devices, applications and backups may have: letters, marks
 * and digits of any script, single inner spaces and {@code ._-()+@}, not starting with a
 * dot or a hyphen. What passes is safe as one path segment and in any file system.
 */
public final class NameRule {

	private static final String ALLOWED = "[\\p{L}\\p{M}\\p{Nd}._\\-()+@]+";

	private static final Pattern NAME = Pattern.compile("(?![.-])" + ALLOWED + "(?: " + ALLOWED + ")*");

	private NameRule() {
	}

	/**
	 * Whether the text follows the rule exactly as it is; its length is the caller's
	 * matter.
	 */
	public static boolean allows(String text) {
		return NAME.matcher(text).matches();
	}

}
