package io.coffer.backups;

import io.coffer.problems.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A key that was not deleted.
 *
 * @param key as it was given
 * @param code what kind of problem
 */
record FailedDeletion(@Schema(description = "As it was given", example = BackupExamples.KEY) String key,
		@Schema(description = "The code of the problem", example = "storage-access-denied") String code) {

	static FailedDeletion of(String key, ProblemType problem) {
		return new FailedDeletion(key, problem.code());
	}

}
