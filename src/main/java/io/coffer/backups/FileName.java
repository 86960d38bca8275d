package io.coffer.backups;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * Writes a download's name as a {@code Content-Disposition} of ASCII alone (RFC 6266
 * §4.3).
 */
final class FileName {

	private static final int MAX_LENGTH = 120;

	private FileName() {
	}

	static String attachment(String filename) {
		String name = tail(filename);
		String plain = name.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
		String attachment = "attachment; filename=\"" + plain + "\"";
		return plain.equals(name) ? attachment
				: attachment + "; filename*=UTF-8''" + UriUtils.encode(name, StandardCharsets.UTF_8);
	}

	/** The end of a long name, since it has the extension. */
	private static String tail(String name) {
		int count = name.codePointCount(0, name.length());
		return (count <= MAX_LENGTH) ? name : name.substring(name.offsetByCodePoints(0, count - MAX_LENGTH));
	}

}
