package io.coffer.direct;

import io.coffer.backups.Backup;
import io.coffer.backups.BackupExamples;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;

/**
 * A straight upload that has become a backup.
 *
 * @param location the backup's address at Coffer, which takes a token
 * @param key the backup's name
 * @param bucket the bucket that it is in
 * @param backup what is stored
 */
record CompletedUpload(@Schema(example = "https://backup.example.org/backups/...") URI location,
		@Schema(example = BackupExamples.KEY) String key, @Schema(example = "backups") String bucket, Backup backup) {
}
