package io.coffer.storage;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object as the store describes it when asked for it alone.
 *
 * @param key the key below the root path
 * @param size in bytes
 * @param lastModified the store's time of its last change, to the second, or null where
 * it tells none that can be read
 * @param etag the store's entity tag, quoted as it came; empty where the store gives none
 * @param contentType the media type, or null
 * @param contentDisposition the download name, or null
 * @param metadata user metadata with lower-case names
 */
public record StoredObject(String key, long size, @Nullable Instant lastModified, String etag,
		@Nullable String contentType, @Nullable String contentDisposition, Map<String, String> metadata) {

	/** The archive's SHA-256 as lower-case hex, where the uploader knew it in time. */
	public @Nullable String sha256() {
		return this.metadata.get(NewObject.SHA256);
	}

	@Nullable String upload() {
		return this.metadata.get(NewObject.UPLOAD);
	}

}
