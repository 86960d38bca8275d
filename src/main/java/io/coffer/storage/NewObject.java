package io.coffer.storage;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that is about to be stored.
 *
 * @param key the key below the root path
 * @param contentType the media type that the store keeps
 * @param contentDisposition the download name, kept on the object because not every store
 * honours the override in a presigned URL
 * @param metadata user metadata, ASCII only
 */
public record NewObject(String key, String contentType, String contentDisposition, Map<String, String> metadata) {

	/** The metadata entry that holds the archive's SHA-256 as lower-case hex. */
	public static final String SHA256 = "coffer-sha256";

	/**
	 * The metadata entry that holds the SHA-256 that a client has claimed of bytes that
	 * did not pass through Coffer.
	 */
	public static final String CLAIMED_SHA256 = "coffer-claimed-sha256";

	/** The metadata entry that holds the id of the upload that made the object. */
	static final String UPLOAD = "coffer-upload";

	/**
	 * The same, with the SHA-256 that a client claims of bytes that will not pass through
	 * Coffer.
	 * @param sha256 as lower-case hex, or null
	 */
	public NewObject claiming(@Nullable String sha256) {
		if (sha256 == null) {
			return this;
		}
		Map<String, String> claiming = new HashMap<>(this.metadata);
		claiming.put(CLAIMED_SHA256, sha256);
		return new NewObject(this.key, this.contentType, this.contentDisposition, claiming);
	}

}
