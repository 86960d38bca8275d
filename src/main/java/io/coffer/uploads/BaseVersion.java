package io.coffer.uploads;

import com.fasterxml.jackson.annotation.JsonValue;
import io.coffer.backups.BackupName;
import io.coffer.backups.BackupNames;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * The backup that a client last restored or made, so that what it sends contains that
 * one's data and nothing newer of another device.
 *
 * @param name its name
 * @param reject whether to refuse the upload if another device has a newer backup
 */
public record BaseVersion(BackupName name, boolean reject) {

	public static final String HEADER = "Coffer-Based-On";

	/** Names the backup that the client does not know. */
	public static final String ANSWER_HEADER = "Coffer-Newer-Backup";

	static final String PARAMETER = "onNewer";

	/**
	 * Reads what the client says, or null if it says nothing.
	 * @param header the key as in a URL, or null
	 * @param onNewer {@code warn}, {@code reject}, or null for {@code warn}
	 * @throws ProblemException {@link ProblemType#INVALID_REQUEST}
	 */
	public static @Nullable BaseVersion of(@Nullable String header, @Nullable String onNewer, BackupNames names) {
		boolean reject = OnNewer.of(onNewer) == OnNewer.REJECT;
		if (header != null) {
			return new BaseVersion(name(header, names), reject);
		}
		if (reject) {
			throw new ProblemException(ProblemType.INVALID_REQUEST, "onNewer=reject needs Coffer-Based-On.")
				.hint("Send the key of the backup that was last restored or made as that header.");
		}
		return null;
	}

	/** Writes a key as a header can carry it: as in a URL. */
	public static String write(String key) {
		return UriUtils.encodePathSegment(key, StandardCharsets.UTF_8);
	}

	private static BackupName name(String header, BackupNames names) {
		try {
			String text = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
			String key = UriUtils.decode(text, StandardCharsets.UTF_8);
			return Optional.of(key)
				.filter((decoded) -> !decoded.contains("\ufffd"))
				.flatMap(names::parse)
				.orElseThrow(BaseVersion::invalid);
		}
		catch (IllegalArgumentException ex) {
			throw invalid();
		}
	}

	private static ProblemException invalid() {
		return new ProblemException(ProblemType.INVALID_REQUEST, "Coffer-Based-On is no backup's key.")
			.hint("Send the key as in a URL: percent-encoded where it is not ASCII.");
	}

	/** What to do with an upload where another device has a newer backup. */
	@Schema(enumAsRef = true, defaultValue = "warn")
	enum OnNewer {

		/** Store it, and name the newer one. */
		WARN,

		/** Store nothing. */
		REJECT;

		@JsonValue
		String value() {
			return name().toLowerCase(Locale.ROOT);
		}

		private static OnNewer of(@Nullable String text) {
			return Stream.of(values())
				.filter((value) -> value.value().equals(Objects.requireNonNullElse(text, WARN.value())))
				.findFirst()
				.orElseThrow(() -> new ProblemException(ProblemType.INVALID_REQUEST, "\"onNewer\" is warn or reject."));
		}

	}

}
