package io.coffer.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A multipart upload that was neither completed nor aborted.
 *
 * @param key the key below the root path, which may lie deeper
 * @param id what the store calls the upload
 * @param initiated when it began by the store's clock, or null if the store does not tell
 */
public record OpenUpload(String key, String id, @Nullable Instant initiated) {
}
