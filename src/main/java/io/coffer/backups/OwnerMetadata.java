package io.coffer.backups;

import io.coffer.callers.NameRule;
import io.coffer.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Whose a backup is, kept with the object where its name does not tell. Percent-encoded,
 * since metadata are ASCII.
 */
public final class OwnerMetadata {

	/** The metadata entry that holds the device. */
	public static final String NAME = "coffer-device";

	private OwnerMetadata() {
	}

	public static String write(String device) {
		return UriUtils.encode(device, StandardCharsets.UTF_8);
	}

	/** The device, or null where the object tells of none. */
	public static @Nullable String read(StoredObject object) {
		try {
			String device = UriUtils.decode(object.metadata().getOrDefault(NAME, ""), StandardCharsets.UTF_8);
			return NameRule.allows(device) ? device : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
