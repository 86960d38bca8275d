package io.coffer.backups;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How to download one backup without a token.
 *
 * @param key the backup
 * @param url the presigned URL
 * @param method the HTTP method to use, no other header is needed
 * @param expiresAt when the URL stops to work, UTC
 * @param filename what the download is called
 * @param size in bytes
 * @param sha256 what to compare the download with, or null if unknown
 * @param etag the store's entity tag
 * @param hint what else to know, or null
 */
public record RestoreLink(String key, URI url, String method, Instant expiresAt, String filename, long size,
		@Nullable String sha256, String etag, @Nullable String hint) {
}
