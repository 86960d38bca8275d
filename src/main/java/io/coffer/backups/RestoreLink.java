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
 * @param method the HTTP method to use; no header is needed
 * @param expiresAt when the URL stops to work
 * @param filename what the download is called
 * @param size bytes
 * @param sha256 in hex, to compare the download with; absent if unknown
 * @param etag the store's entity tag
 * @param hint what else to know
 */
record RestoreLink(@Schema(example = BackupExamples.KEY) String key, @Schema(
		example = "https://s3.eu-central-1.amazonaws.com/backups/notes.20250711093000.laptop-2.5f0c1d9a7b3e.zip?X-Amz-Signature=...") URI url,
		@Schema(example = "GET") String method, @Schema(example = BackupExamples.TIME) Instant expiresAt,
		@Schema(example = "my notes.zip") String filename, @Schema(example = "4194304") long size,
		@Schema(example = BackupExamples.SHA256) @Nullable String sha256,
		@Schema(example = BackupExamples.ETAG) String etag, @Nullable String hint) {

	/** Leaves the URL out: a log that has it opens the archive. */
	@Override
	public String toString() {
		return "RestoreLink[key=" + this.key + ", expiresAt=" + this.expiresAt + "]";
	}

}
