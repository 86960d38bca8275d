package io.coffer.backups;

import io.swagger.v3.oas.annotations.media.Schema;
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
record RestoreLink(@Schema(example = BackupExamples.KEY) String key, @Schema(description = "The presigned URL",
		example = "https://s3.eu-central-1.amazonaws.com/backups/notes.20250711093000.laptop-2.5f0c1d9a7b3e.zip?X-Amz-Signature=...") URI url,
		@Schema(description = "The HTTP method to use; no header is needed", example = "GET") String method,
		@Schema(description = "When the URL stops to work", example = BackupExamples.TIME) Instant expiresAt,
		@Schema(description = "What the download is called", example = "my notes.zip") String filename,
		@Schema(description = "Bytes", example = "4194304") long size,
		@Schema(description = "In hex, to compare the download with; absent if unknown",
				example = BackupExamples.SHA256) @Nullable String sha256,
		@Schema(description = "The store's entity tag", example = BackupExamples.ETAG) String etag,
		@Schema(description = "What else to know") @Nullable String hint) {

	/** Leaves the URL out: a log that has it opens the archive. */
	@Override
	public String toString() {
		return "RestoreLink[key=" + this.key + ", expiresAt=" + this.expiresAt + "]";
	}

}
