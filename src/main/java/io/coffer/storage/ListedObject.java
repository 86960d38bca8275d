package io.coffer.storage;

import java.time.Instant;

/**
 * An object as a listing shows it.
 *
 * @param key the key below the root path
 * @param size in bytes
 * @param lastModified the store's time
 * @param etag the store's entity tag, strong and in quotes; empty where it gives none
 */
public record ListedObject(String key, long size, Instant lastModified, String etag) {
}
