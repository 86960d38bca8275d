package io.coffer.storage;

import java.util.Map;

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

}
