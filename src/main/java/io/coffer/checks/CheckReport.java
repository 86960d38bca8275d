package io.coffer.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.coffer.checks.CheckStep.Status;
import io.coffer.storage.NoOverwrite;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection check found.
 *
 * @param resolvedEndpoint the exact URL below which backups would be written
 * @param steps what was tried, in order
 * @param noOverwrite how surely two writers of one name are kept apart, or null if that
 * was not found out
 */
public record CheckReport(
		@Schema(description = "The exact URL below which backups would be written",
				example = "https://my-backups.s3.eu-central-1.amazonaws.com/laptops/") URI resolvedEndpoint,
		@Schema(description = "What was tried, in order") List<CheckStep> steps,
		@Schema(description = "How surely two writers of one name are kept apart; absent if that was not found out",
				example = "atomic") @Nullable NoOverwrite noOverwrite) {

	/** Whether backups will work: no step failed. */
	@JsonProperty
	@Schema(description = "Whether backups will work: no step failed", example = "true")
	public boolean passed() {
		return this.steps.stream().noneMatch((step) -> step.status() == Status.FAILED);
	}

}
