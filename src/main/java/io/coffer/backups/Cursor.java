package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ListedObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a page ended. It holds values and no position, so that backups which come and go
 * elsewhere neither hide nor repeat others.
 *
 * @param mark the filter and the order that it belongs to
 * @param last the last object of the page, of which only what can be sorted by is known
 */
record Cursor(String mark, ListedObject last) {

	String encode() {
		String text = String.join("\n", this.mark, this.last.lastModified().toString(), Long.toString(this.last.size()),
				this.last.key());
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a cursor that must belong to the mark.
	 * @throws ProblemException {@link ProblemType#INVALID_CURSOR}
	 */
	static Cursor decode(String text, String mark) {
		try {
			String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 4);
			if (parts.length == 4 && parts[0].equals(mark)) {
				return new Cursor(mark,
						new ListedObject(parts[3], Long.parseLong(parts[2]), Instant.parse(parts[1]), "", null));
			}
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw invalid();
		}
		throw invalid();
	}

	private static ProblemException invalid() {
		return new ProblemException(ProblemType.INVALID_CURSOR, "The cursor does not belong to this list.")
			.hint("Send nextCursor of the page before, with the same filters and order; or none to begin anew.");
	}

}
