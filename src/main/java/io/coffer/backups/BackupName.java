package io.coffer.backups;

import io.coffer.archives.ArchiveType;
import io.coffer.callers.NameRule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The name of a backup and what can be read from it. A name made by Coffer is
 * {@code <application>.<yyyyMMddHHmmss>.<device>.<tag>.<ext>}; a name without such a time
 * has no parts.
 *
 * @param key the whole name: one path segment below the root path
 * @param type the archive type by the extension
 * @param application what was backed up, or null
 * @param time the name's time, in an unknown zone unless Coffer made the name; or null
 * @param device the computer that made the backup, or null if the name tells none
 * @param tag the last part, which makes a name unique, or null
 */
public record BackupName(String key, ArchiveType type, @Nullable String application, @Nullable LocalDateTime time,
		@Nullable String device, @Nullable String tag) {

	private static final int MAX_BYTES = 180;

	private static final int MADE_TAG_DIGITS = 12;

	/** The rule of names that Coffer writes: in bytes of UTF-8, and in characters. */
	public static boolean mayBeWritten(String key) {
		return key.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES && NameRule.allows(key);
	}

	/** Whether these are the names of the same application and device. */
	public boolean isOf(String application, String device) {
		return application.equals(this.application) && device.equals(this.device);
	}

	/** Whether Coffer has made this name, as its tag shows. */
	boolean isMade() {
		return this.time != null && this.device != null && this.tag != null && isMade(this.tag)
				&& mayBeWritten(this.key);
	}

	private static boolean isMade(String tag) {
		return tag.length() == MADE_TAG_DIGITS
				&& tag.chars().allMatch((digit) -> "0123456789abcdef".indexOf(digit) >= 0);
	}

	/** When the backup was made, for show only; null if the name is of someone else. */
	@Nullable Instant createdAt() {
		return (this.time != null && isMade()) ? this.time.toInstant(ZoneOffset.UTC) : null;
	}

}
