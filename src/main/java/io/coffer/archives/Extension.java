package io.coffer.archives;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a name ends in, behind a dot. Of a packed tar, of an archive that was encrypted
 * and of a piece of one it is more than the last word: {@code tar.gz},
 * {@code tar.gz.age}, {@code 7z.001}.
 *
 * @param text lower case: ASCII letters, digits and inner dots
 */
public record Extension(String text) {

	private static final Set<String> PACKED = Set.of("gz", "zst", "xz", "bz2", "lz4", "lzma", "lz", "br");

	private static final Set<String> ARCHIVES = Set.of("tar", "tgz", "tzst", "txz", "tbz", "tbz2", "zip", "7z", "rar",
			"bak", "sql", "sqlite", "sqlite3", "db", "dump", "json", "kdbx", "cherrybackup");

	private static final Set<String> ENCRYPTED = Set.of("age", "gpg", "pgp", "asc", "enc", "aes");

	private static final int MOST_LETTERS = 16;

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
		String usual = usual(name);
		String longest = UNFINISHED.contains(usual) ? "" : usual;
		for (String other : others) {
			if (other.length() > longest.length() && isEndOf(name, other)) {
				longest = other;
			}
		}
		return longest.isEmpty() ? Optional.empty() : Optional.of(new Extension(longest));
	}

	/**
	 * By words from the end, since a listing asks for a hundred thousand; empty if there
	 * is none.
	 */
	private static String usual(String name) {
		int last = wordBefore(name, name.length());
		if (last < 0) {
			return "";
		}
		String end = name.substring(last).toLowerCase(Locale.ROOT);
		int start = last;
		if (PACKED.contains(end)) {
			start = startOfTar(name, last);
		}
		else if (ENCRYPTED.contains(end) || isPiece(end)) {
			start = startOfArchive(name, last);
		}
		return (start == last) ? end : name.substring(start).toLowerCase(Locale.ROOT);
	}

	/** Where the archive begins of which that word is the encryption or a piece. */
	private static int startOfArchive(String name, int word) {
		int before = wordBefore(name, word - 1);
		String archive = (before < 0) ? "" : name.substring(before, word - 1).toLowerCase(Locale.ROOT);
		if (PACKED.contains(archive)) {
			return startOfTar(name, before);
		}
		return ARCHIVES.contains(archive) ? before : word;
	}

	private static int startOfTar(String name, int packed) {
		int before = wordBefore(name, packed - 1);
		return (before >= 0 && name.regionMatches(true, before, "tar.", 0, packed - before)) ? before : packed;
	}

	/** Where the word begins that ends there and has a dot before it, or -1. */
	private static int wordBefore(String name, int end) {
		int start = end;
		while (start > 0 && end - start <= MOST_LETTERS && isLetterOrDigit(name.charAt(start - 1))) {
			start--;
		}
		boolean isWord = start > 0 && start < end && end - start <= MOST_LETTERS && name.charAt(start - 1) == '.';
		return isWord ? start : -1;
	}

	private static boolean isPiece(String word) {
		return word.length() == 3 && word.chars().allMatch((digit) -> digit >= '0' && digit <= '9');
	}

	private static boolean isLetterOrDigit(char letter) {
		return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
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
