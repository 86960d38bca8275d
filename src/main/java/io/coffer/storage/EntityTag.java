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
		String opaque = (tag != null) ? tag.strip() : "";
		if (opaque.startsWith(WEAK)) {
			opaque = opaque.substring(WEAK.length());
		}
		if (opaque.length() >= 2 && opaque.startsWith("\"") && opaque.endsWith("\"")) {
			opaque = opaque.substring(1, opaque.length() - 1);
		}
		return isOpaque(opaque) ? '"' + opaque + '"' : "";
	}

	private static boolean isOpaque(String text) {
		for (int i = 0; i < text.length(); i++) {
			char letter = text.charAt(i);
			if (letter <= ' ' || letter > '~' || letter == '"') {
				return false;
			}
		}
		return !text.isEmpty();
	}

}
