package io.coffer.direct;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.coffer.backups.BackupExamples;
import io.coffer.storage.UploadedPart;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A part that has arrived, written as S3 writes it.
 *
 * @param number its place in the archive, from 1
 * @param etag the store's entity tag, in quotes
 * @param size in bytes
 */
record ListedPart(
		@JsonProperty("PartNumber") @Schema(description = "Its place in the archive, from 1", example = "1") int number,
		@JsonProperty("ETag") @Schema(description = "The store's entity tag, in quotes",
				example = BackupExamples.ETAG) String etag,
		@JsonProperty("Size") @Schema(description = "In bytes", example = "8388608") long size) {

	static ListedPart of(UploadedPart part) {
		return new ListedPart(part.number(), part.etag(), part.size());
	}

}
