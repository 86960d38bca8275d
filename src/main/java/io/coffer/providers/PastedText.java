package io.coffer.providers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as it comes out of web pages, mails and configuration files. */
public final class PastedText {

	/** White space of any script, and invisible characters. */
	private static final Pattern BLANKS = Pattern.compile("^[\\s\\h\\p{Z}\\p{Cf}]+|[\\s\\h\\p{Z}\\p{Cf}]+$");

	private static final Pattern QUOTED = Pattern.compile("\"(.*)\"|'(.*)'|`(.*)`|<(.*)>|“(.*)”|‘(.*)’",
			Pattern.DOTALL);

	private PastedText() {
	}

	/** The text without blanks around it, and without a pair of quotes around it. */
	public static String strip(String text) {
		String inner = BLANKS.matcher(text).replaceAll("");
		Matcher quoted = QUOTED.matcher(inner);
		return quoted.matches() ? BLANKS.matcher(inner.substring(1, inner.length() - 1)).replaceAll("") : inner;
	}

}
