package io.coffer.verification;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.coffer.backups.BackupExamples;
import io.coffer.verification.VerifyStep.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading a backup back has found.
 *
 * @param key the backup
 * @param size how many bytes came back
 * @param sha256 their SHA-256, in hex
 * @param steps what was checked: size, digest, archive
 * @param entries how many entries of the archive were read
 * @param uncompressedSize how many bytes their content has, unpacked
 * @param took how long it took, ISO 8601
 */
record VerifyReport(@Schema(example = BackupExamples.KEY) String key, @Schema(example = "4194304") long size,
		@Schema(example = BackupExamples.SHA256) String sha256, List<VerifyStep> steps,
		@Schema(example = "12") @Nullable Long entries, @Schema(example = "9437184") @Nullable Long uncompressedSize,
		@Schema(type = "string", example = "PT0.42S") Duration took) {

	/** Whether nothing is wrong: no step failed. */
	@JsonProperty
	@Schema(example = "true")
	boolean passed() {
		return this.steps.stream().noneMatch((step) -> step.status() == Status.FAILED);
	}

	/** The codes of the steps that failed. */
	List<String> defects() {
		return this.steps.stream()
			.filter((step) -> step.status() == Status.FAILED)
			.map((step) -> String.valueOf(step.code()))
			.toList();
	}

}
