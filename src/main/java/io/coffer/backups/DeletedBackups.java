package io.coffer.backups;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What became of the backups that were to be deleted.
 *
 * @param deleted the keys that are gone, in the order asked for
 * @param failed the others, and why
 */
record DeletedBackups(
		@ArraySchema(arraySchema = @Schema(description = "The keys that are gone, in the order asked for"),
				schema = @Schema(example = BackupExamples.KEY)) List<String> deleted,
		@Schema(description = "The others, and why") List<FailedDeletion> failed) {
}
