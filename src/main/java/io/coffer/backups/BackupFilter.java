package io.coffer.backups;

import io.coffer.callers.Vault;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which backups a question is about.
 *
 * @param vault the vault that they are in
 * @param application only those of this application, compared whole; null for all
 * @param device only those of this device, compared whole; null for all
 * @param exceptDevice only those of other devices; null for all
 * @param text only those whose key contains this, whatever the case; null for all
 */
public record BackupFilter(Vault vault, @Nullable String application, @Nullable String device,
		@Nullable String exceptDevice, @Nullable String text) {

	public BackupFilter {
		text = (text != null) ? fold(text) : null;
	}

	boolean accepts(BackupName name) {
		return (this.application == null || this.application.equals(name.application()))
				&& (this.device == null || this.device.equals(name.device()))
				&& (this.exceptDevice == null || !this.exceptDevice.equals(name.device()))
				&& (this.text == null || fold(name.key()).contains(this.text));
	}

	/** Tells filters apart; the same filter always has the same mark. */
	String mark(BackupSort sort) {
		return Sha256.hex(sort.name(), toString()).substring(0, 16);
	}

	private static String fold(String value) {
		return Normalizer.normalize(value, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
	}

}
