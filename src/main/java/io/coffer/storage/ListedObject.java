package io.coffer.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object as a listing shows it.
 *
 * @param key the key below the root path
 * @param size in bytes
 * @param lastModified the store's time
 * @param etag the store's entity tag, strong and in quotes; empty where it gives none
 * @param storageClass the class that the store keeps it in, or null for the usual one
 */
public record ListedObject(String key, long size, Instant lastModified, String etag, @Nullable String storageClass) {
}
