package io.coffer.archives;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a name ends in, behind a dot. Of a packed tar, of an archive that was encrypted
 * and of a piece of one it is more than the last word: {@code tar.gz},
 * {@code tar.gz.age}, {@code 7z.001}.
 *
 * @param text lower case: ASCII letters, digits and inner dots
 */
public record Extension(String text) {

	private static final String PACKED = "(?:gz|zst|xz|bz2|lz4|lzma|lz|br)";

	private static final String ARCHIVE = "(?:tar\\." + PACKED + "|" + PACKED
			+ "|tar|tgz|tzst|txz|tbz2?|zip|7z|rar|bak|sql|sqlite3?|db|dump|json|kdbx|cherrybackup)";

	private static final Pattern END = Pattern.compile(
			"\\.(" + ARCHIVE + "\\.(?:age|gpg|pgp|asc|enc|aes|[0-9]{3})|tar\\." + PACKED + "|[a-z0-9]{1,16})\\z",
			Pattern.CASE_INSENSITIVE);

	/** What programs call a file that they are still writing. */
	private static final Set<String> UNFINISHED = Set.of("tmp", "temp", "part", "partial", "crdownload");

	/**
	 * What a double click, a browser or a server runs. OSS and COS refuse apk and ipa on
	 * their public hosts; XML and SVG carry scripts.
	 */
	private static final Set<String> PROGRAMS_AND_PAGES = Set.of("html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht",
			"svg", "svgz", "xml", "xsl", "xslt", "js", "mjs", "cjs", "hta", "exe", "com", "scr", "pif", "dll", "cpl",
			"msi", "msp", "msix", "appx", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "jse", "wsf", "wsh", "lnk", "reg",
			"jar", "apk", "aab", "ipa", "xap", "sh", "bash", "command", "desktop", "deb", "rpm", "pkg", "appimage",
			"php", "phtml", "phar", "asp", "aspx", "jsp", "jspx", "cgi");

	/**
	 * The extension of a name.
	 * @param others what counts as an extension besides, in lower case
	 */
	public static Optional<Extension> of(String name, Collection<String> others) {
		Stream<String> usual = END.matcher(name)
			.results()
			.map((end) -> end.group(1).toLowerCase(Locale.ROOT))
			.filter((text) -> !UNFINISHED.contains(text));
		return Stream.concat(usual, others.stream().filter((other) -> isEndOf(name, other)))
			.max(Comparator.comparingInt(String::length))
			.map(Extension::new);
	}

	public static Extension of(ArchiveFormat format) {
		return new Extension(format.extension());
	}

	/** What names of archives of a kind end in that is not opaque. */
	static Extension of(ArchiveKind kind) {
		return new Extension(kind.extension());
	}

	/**
	 * False where it may as well be a number at the end of a name, as in "My App v1.2".
	 */
	boolean tells() {
		return Character.isLetter(this.text.charAt(0)) || this.text.startsWith("7z");
	}

	/** Whether something may run such a file, or take it for a page. */
	boolean isProgramOrPage() {
		return PROGRAMS_AND_PAGES.contains(this.text);
	}

	private static boolean isEndOf(String name, String extension) {
		int dot = name.length() - extension.length() - 1;
		return dot >= 0 && name.charAt(dot) == '.'
				&& name.regionMatches(true, dot + 1, extension, 0, extension.length());
	}

}
