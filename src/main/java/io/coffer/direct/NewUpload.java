package io.coffer.direct;

import io.coffer.backups.BackupExamples;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A straight upload that has begun.
 *
 * @param key the name of the backup that it is to be
 * @param uploadId what every later call names it by
 * @param bucket the bucket that its parts go to
 * @param partSize how many bytes each part but the last should have. On stores that want
 * parts of one size, such as Cloudflare R2, any one size from 5 MiB; elsewhere each part
 * may have another
 * @param maxParts the most parts that the store takes
 * @param expiresAt until when it can be gone on with
 */
public record NewUpload(@Schema(example = BackupExamples.KEY) String key,
		@Schema(example = "eyJ0eXAi...") String uploadId, @Schema(example = "backups") String bucket,
		@Schema(example = "8388608") int partSize, @Schema(example = "10000") int maxParts,
		@Schema(example = BackupExamples.TIME) Instant expiresAt) {
}
