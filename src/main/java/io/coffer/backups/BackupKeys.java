package io.coffer.backups;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Backups that something shall happen to.
 *
 * @param keys their keys; what is not valid is refused before anyone reads it
 */
record BackupKeys(@ArraySchema(arraySchema = @Schema(description = "The keys of 1 to 1000 backups"),
		schema = @Schema(example = BackupExamples.KEY)) @NotEmpty(message = "needs 1 to 1000 keys") @Size(max = MOST,
				message = "needs 1 to 1000 keys") List<@NotNull(message = "must be a key") String> keys) {

	private static final int MOST = 1000;

}
