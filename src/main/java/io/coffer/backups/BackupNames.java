package io.coffer.backups;

import io.coffer.archives.ArchiveType;
import io.coffer.archives.ArchiveTypes;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and makes the names of backups. */
@Component
public class BackupNames {

	private static final int MAX_DEVICE_BYTES = 64;

	/** The longest key of S3. */
	private static final int MAX_BYTES_READ = 1024;

	/**
	 * What can be the last segment of a URL's path: the firewall lets no separator, no
	 * percent sign, no semicolon and no line break through, not even encoded. What XML
	 * cannot hold no store can list, and a lone surrogate would be sent as a question
	 * mark, which is another name.
	 */
	private static final String NOT_ADDRESSABLE = "/\\%;\u2028\u2029\ufffe\uffff";

	private static final int TIME_DIGITS = 14;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
		.withZone(ZoneOffset.UTC);

	private final ArchiveTypes types;

	BackupNames(ArchiveTypes types) {
		this.types = types;
	}

	/** Reads a key exactly as it is; nothing if it is no backup's. */
	public Optional<BackupName> parse(String key) {
		return isAddressable(key) ? this.types.ofName(key).map((type) -> parse(key, type)) : Optional.empty();
	}

	/**
	 * Reads a key that a client asks for.
	 * @throws ProblemException {@link ProblemType#INVALID_NAME}
	 */
	public BackupName require(String key) {
		return parse(key).orElseThrow(() -> new ProblemException(ProblemType.INVALID_NAME, "That is no backup's name.")
			.hint("Use a key of the list. It ends in " + this.types.accepted() + "."));
	}

	/**
	 * Reads a key that a client chose for a new backup, in composed form (NFC).
	 * @throws ProblemException {@link ProblemType#INVALID_NAME}
	 */
	public BackupName compose(String key) {
		String composed = Normalizer.normalize(key, Normalizer.Form.NFC);
		return Optional.of(composed)
			.filter(BackupName::mayBeWritten)
			.flatMap(this::parse)
			.orElseThrow(() -> new ProblemException(ProblemType.INVALID_NAME, "That is no name for a backup.")
				.hint("A name has 1 to 180 bytes of letters, digits, single inner spaces and ._-()+@, does not start "
						+ "with '.' or '-', and ends in " + this.types.accepted() + "."));
	}

	/** Makes the name of a new backup. */
	public BackupName create(String application, Instant time, String device, String tag, ArchiveType type) {
		String key = prefix(application, time) + "." + device + "." + tag + "." + type.extension();
		BackupName name = compose(key);
		if (!name.isOf(application, device)) {
			throw new ProblemException(ProblemType.INVALID_NAME,
					"The application's name cannot be told apart from the rest of the backup's name.")
				.hint("Leave out what looks like a time: a dot, fourteen digits and a dot.");
		}
		return name;
	}

	/** What the names of an application's backups begin with, up to a time. */
	public static String prefix(String application, Instant time) {
		return application + "." + TIME.format(time);
	}

	/** The time that a key tells, or null if it has none. */
	static @Nullable LocalDateTime time(String key) {
		int dot = dotBeforeTime(key);
		return (dot > 0) ? date(key, dot + 1) : null;
	}

	private static BackupName parse(String key, ArchiveType type) {
		String stem = key.substring(0, key.length() - type.extension().length() - 1);
		int before = dotBeforeTime(stem);
		LocalDateTime time = (before > 0) ? date(stem, before + 1) : null;
		if (time == null) {
			return new BackupName(key, type, null, null, null, null);
		}
		String rest = stem.substring(before + TIME_DIGITS + 2);
		int dot = rest.lastIndexOf('.');
		String device = (dot < 0) ? rest : rest.substring(0, dot);
		String tag = (dot < 0) ? null : rest.substring(dot + 1);
		return new BackupName(key, type, stem.substring(0, before), time, device(device), tag);
	}

	private static @Nullable String device(String text) {
		return (!text.isEmpty() && fits(text, MAX_DEVICE_BYTES)) ? text : null;
	}

	/** By hand, as what follows: a pattern or a formatter is many times slower. */
	private static boolean isAddressable(String key) {
		for (int i = 0, point; i < key.length(); i += Character.charCount(point)) {
			point = key.codePointAt(i);
			boolean isHalf = Character.isBmpCodePoint(point) && Character.isSurrogate((char) point);
			if (isHalf || Character.isISOControl(point) || NOT_ADDRESSABLE.indexOf(point) >= 0) {
				return false;
			}
		}
		return !key.isEmpty() && fits(key, MAX_BYTES_READ);
	}

	/** Where the first time stands that has something before and behind it, or -1. */
	private static int dotBeforeTime(String text) {
		int dot = text.indexOf('.', 1);
		while (dot > 0 && !isTime(text, dot + 1)) {
			dot = text.indexOf('.', dot + 1);
		}
		return dot;
	}

	private static boolean isTime(String text, int from) {
		int end = from + TIME_DIGITS;
		boolean digits = end + 1 < text.length() && text.charAt(end) == '.';
		for (int i = from; digits && i < end; i++) {
			digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
		}
		return digits;
	}

	private static @Nullable LocalDateTime date(String text, int from) {
		try {
			return LocalDateTime.of(number(text, from, from + 4), number(text, from + 4, from + 6),
					number(text, from + 6, from + 8), number(text, from + 8, from + 10),
					number(text, from + 10, from + 12), number(text, from + 12, from + 14));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Whether it has at most so many bytes of UTF-8, which has three at most for a char.
	 */
	private static boolean fits(String text, int bytes) {
		return text.length() <= bytes / 3 || text.getBytes(StandardCharsets.UTF_8).length <= bytes;
	}

	private static int number(String digits, int from, int to) {
		return Integer.parseInt(digits, from, to, 10);
	}

}
