package io.coffer.storage;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A range of an object's bytes (RFC 9110 §14.1.2).
 *
 * @param from the first byte, counted from zero
 * @param to the last byte
 */
record ByteSpan(long from, long to) {

	long length() {
		return this.to - this.from + 1;
	}

	/** What asks for it. Joined by hand, since a format writes the locale's digits. */
	String header() {
		return "bytes=" + this.from + "-" + this.to;
	}

	/** Whether {@code Content-Range} announces just this range of a body of that size. */
	boolean isAnnouncedBy(@Nullable String contentRange, long size) {
		String given = StringUtils.trimAllWhitespace((contentRange != null) ? contentRange : "");
		String range = "bytes" + this.from + "-" + this.to + "/";
		return given.equals(range + size) || given.equals(range + "*");
	}

}
