package io.coffer.backups;

import io.coffer.problems.ProblemType;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What became of the backups that were to be deleted.
 *
 * @param deleted the keys that are gone, in the order asked for
 * @param failed the others, and why
 */
record DeletedBackups(@ArraySchema(schema = @Schema(example = BackupExamples.KEY)) List<String> deleted,
		List<FailedDeletion> failed) {

	/**
	 * A key that was not deleted.
	 *
	 * @param key as it was given
	 * @param code the code of the problem
	 */
	record FailedDeletion(@Schema(example = BackupExamples.KEY) String key,
			@Schema(example = "storage-access-denied") String code) {

		static FailedDeletion of(String key, ProblemType problem) {
			return new FailedDeletion(key, problem.code());
		}

	}

}
