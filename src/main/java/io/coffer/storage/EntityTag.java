package io.coffer.storage;

import org.jspecify.annotations.Nullable;

/** Entity tags of stores, which do not all write them as RFC 9110 §8.8.3 demands. */
final class EntityTag {

	private static final String WEAK = "W/";

	private EntityTag() {
	}

	/**
	 * The tag in quotes, or nothing where there is none that could be written so. It is
	 * strong: S3 names the bytes of an object by it, and only a proxy that packs answers
	 * makes it weak on the way.
	 */
	static String quoted(@Nullable String tag) {
		String strong = (tag != null) ? tag.strip() : "";
		if (strong.startsWith(WEAK)) {
			strong = strong.substring(WEAK.length());
		}
		boolean quoted = strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"");
		if (!isOpaque(strong, quoted ? 1 : 0)) {
			return "";
		}
		return quoted ? strong : '"' + strong + '"';
	}

	/** Whether the text is an opaque tag between so many quotes on either side. */
	private static boolean isOpaque(String text, int quotes) {
		int end = text.length() - quotes;
		for (int i = quotes; i < end; i++) {
			char letter = text.charAt(i);
			if (letter <= ' ' || letter > '~' || letter == '"') {
				return false;
			}
		}
		return end > quotes;
	}

}
