package io.coffer.probes;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the store answers to a page of another origin (the CORS protocol of the Fetch
 * standard).
 *
 * @param origin of the page
 * @param preflight the answer to the question whether it may write
 * @param part the answer to the part that it then writes
 */
public record BrowserAnswer(String origin, AnonymousResponse preflight, AnonymousResponse part) {

	/** Whether a browser goes on to write the part. */
	public boolean allowsPut() {
		return this.preflight.ok() && names(this.preflight) && lists(this.preflight, "Allow-Methods", "PUT");
	}

	/** Whether the page may say of what type the part is, as some do. */
	public boolean allowsType() {
		return lists(this.preflight, "Allow-Headers", "content-type");
	}

	/** Whether a browser lets the page have the answer to the part. */
	public boolean allowsAnswer() {
		return names(this.part);
	}

	/** Whether the page may read the tag of the part, without which it cannot go on. */
	public boolean exposesTag() {
		return lists(this.part, "Expose-Headers", "ETag") && !this.part.header("ETag").isEmpty();
	}

	private boolean names(AnonymousResponse response) {
		String allowed = response.header("Access-Control-Allow-Origin");
		return allowed.equals("*") || allowed.equals(this.origin);
	}

	/** Header names count in any case, and methods are in upper case everywhere. */
	private static boolean lists(AnonymousResponse response, String header, String value) {
		return Stream.of(response.header("Access-Control-" + header).split(","))
			.map(String::strip)
			.anyMatch((listed) -> listed.equals("*")
					|| listed.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT)));
	}

}
