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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
	private static final Pattern ADDRESSABLE = Pattern.compile("[^/\\\\%;\\p{Cc}\\p{Cs}\\u2028\\u2029\\ufffe\\uffff]+");

	private static final Pattern PARTS = Pattern.compile("(?<application>.+?)\\.(?<time>[0-9]{14})\\.(?<rest>.+)");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
		.withZone(ZoneOffset.UTC);

	private final ArchiveTypes types;

	BackupNames(ArchiveTypes types) {
		this.types = types;
	}

	/** Reads a key exactly as it is; nothing if it is no backup's. */
	public Optional<BackupName> parse(String key) {
		boolean addressable = ADDRESSABLE.matcher(key).matches() && bytes(key) <= MAX_BYTES_READ;
		return addressable ? this.types.ofName(key).map((type) -> parse(key, type)) : Optional.empty();
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
		Matcher parts = PARTS.matcher(key);
		return parts.matches() ? date(parts.group("time")) : null;
	}

	private static BackupName parse(String key, ArchiveType type) {
		String stem = key.substring(0, key.length() - type.extension().length() - 1);
		Matcher parts = PARTS.matcher(stem);
		LocalDateTime time = parts.matches() ? date(parts.group("time")) : null;
		if (time == null) {
			return new BackupName(key, type, null, null, null, null);
		}
		String rest = parts.group("rest");
		int dot = rest.lastIndexOf('.');
		String device = (dot < 0) ? rest : rest.substring(0, dot);
		String tag = (dot < 0) ? null : rest.substring(dot + 1);
		return new BackupName(key, type, parts.group("application"), time, device(device), tag);
	}

	private static @Nullable String device(String text) {
		boolean fits = !text.isEmpty() && bytes(text) <= MAX_DEVICE_BYTES;
		return fits ? text : null;
	}

	/**
	 * By hand: a listing asks for a hundred thousand, and a formatter is many times
	 * slower.
	 */
	private static @Nullable LocalDateTime date(String digits) {
		try {
			return LocalDateTime.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8),
					number(digits, 8, 10), number(digits, 10, 12), number(digits, 12, 14));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private static int number(String digits, int from, int to) {
		return Integer.parseInt(digits, from, to, 10);
	}

}
