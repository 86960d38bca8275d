package io.coffer.backups;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Reads what clients call their files, and writes what downloads are called. */
public final class FileName {

	private static final int MAX_LENGTH = 120;

	private static final Pattern PATH = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);

	private static final Pattern CONTROLS_AND_SPACES = Pattern.compile("[\\p{Cntrl}\\s]+");

	private static final Pattern IN_QUOTES = Pattern.compile("\\A(?:\"([^\"]*)\"|'([^']*)')\\z");

	/** What stands for a file without a name: of curl's standard input, of a Blob. */
	private static final Set<String> NO_NAMES = Set.of("", "-", "blob");

	/** The beginning of the parameter. */
	private static final Pattern EXTENDED = Pattern.compile(";\\s*filename\\*\\s*=", Pattern.CASE_INSENSITIVE);

	private static final Pattern PERCENT_ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

	/** What stays as it is beside them. */
	private static final Pattern PLAIN = Pattern.compile("[\\w.~!$&'()*+,;=:@-]*");

	private FileName() {
	}

	/**
	 * What a part of a form is called, or null if it is no file. Of two names the one
	 * that forms may have counts, not {@code filename*} (RFC 7578 §4.2).
	 * @param disposition the part's {@code Content-Disposition}
	 */
	public static @Nullable String ofPart(@Nullable String disposition) {
		if (disposition == null) {
			return null;
		}
		String name = parameters(withoutExtended(disposition)).get("filename");
		return (name != null) ? decode(name) : parameters(disposition).get("filename");
	}

	/** One line without a path and without quotes around it; null if that is no name. */
	public static @Nullable String clean(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String name = CONTROLS_AND_SPACES.matcher(PATH.matcher(text).replaceFirst("")).replaceAll(" ").strip();
		name = IN_QUOTES.matcher(name).replaceFirst("$1$2").strip();
		return NO_NAMES.contains(name) ? null : name;
	}

	/**
	 * A download's name as a {@code Content-Disposition} of ASCII alone (RFC 6266 §4.3).
	 */
	public static String attachment(String filename) {
		String name = tail(filename);
		String plain = name.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
		String attachment = "attachment; filename=\"" + plain + "\"";
		return plain.equals(name) ? attachment
				: attachment + "; filename*=UTF-8''" + UriUtils.encode(name, StandardCharsets.UTF_8);
	}

	/**
	 * Gives {@code filename*} another name, unless it stands in quotes. By hand: a
	 * pattern with a loop in it takes stack for each character.
	 */
	private static String withoutExtended(String disposition) {
		StringBuilder result = new StringBuilder();
		Matcher extended = EXTENDED.matcher(disposition);
		boolean quoted = false;
		for (int i = 0; i < disposition.length(); i++) {
			char next = disposition.charAt(i);
			if (!quoted && next == ';' && extended.region(i, disposition.length()).lookingAt()) {
				result.append("; extended=");
				i = extended.end() - 1;
				continue;
			}
			result.append(next);
			if (quoted && next == '\\' && i + 1 < disposition.length()) {
				i++;
				result.append(disposition.charAt(i));
			}
			else if (next == '"') {
				quoted = !quoted;
			}
		}
		return result.toString();
	}

	private static Map<String, String> parameters(String disposition) {
		ParameterParser parser = new ParameterParser();
		parser.setLowerCaseNames(true);
		return parser.parse(disposition, ';');
	}

	/**
	 * Undoes what RFC 7578 §4.2 lets clients do to the whole name, and what browsers do
	 * to quotes and line breaks in it (HTML, multipart form data).
	 */
	private static String decode(String name) {
		if (name.contains("%") && PLAIN.matcher(PERCENT_ENCODED.matcher(name).replaceAll("")).matches()) {
			String decoded = UriUtils.decode(name, StandardCharsets.UTF_8);
			return decoded.contains("\ufffd") ? name : decoded;
		}
		return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
	}

	/** The end of a long name, since it has the extension. */
	private static String tail(String name) {
		int count = name.codePointCount(0, name.length());
		return (count <= MAX_LENGTH) ? name : name.substring(name.offsetByCodePoints(0, count - MAX_LENGTH));
	}

}
