package io.coffer.callers;

/**
 * The characters that names of devices, applications and backups may have: letters, marks
 * and digits of any script, single inner spaces and {@code ._-()+@}, not starting with a
 * dot or a hyphen. What passes is safe as one path segment and in any file system. Read
 * by hand: a listing asks for a hundred thousand, and a pattern is many times slower.
 */
public final class NameRule {

	private static final String SIGNS = "._-()+@";

	private NameRule() {
	}

	/**
	 * Whether the text follows the rule exactly as it is; its length is the caller's
	 * matter.
	 */
	public static boolean allows(String text) {
		boolean inWord = false;
		for (int i = 0, point; i < text.length(); i += Character.charCount(point)) {
			point = text.codePointAt(i);
			boolean separates = point == ' ' && inWord;
			boolean begins = i > 0 || (point != '.' && point != '-');
			if (!separates && !(begins && isAllowed(point))) {
				return false;
			}
			inWord = !separates;
		}
		return inWord;
	}

	private static boolean isAllowed(int point) {
		return Character.isLetterOrDigit(point) || SIGNS.indexOf(point) >= 0 || isMark(point);
	}

	private static boolean isMark(int point) {
		return switch (Character.getType(point)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
			default -> false;
		};
	}

}
