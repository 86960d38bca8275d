package io.coffer.checks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.coffer.checks.CheckStep.Status;
import io.coffer.client.StoreCapabilities;
import io.coffer.providers.OverwriteProtection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection check found.
 *
 * @param resolvedEndpoint the exact URL below which backups would be written
 * @param steps what was tried, in order
 * @param suggestion settings that work where these do not; add the secret and send them
 * back
 * @param capabilities what was learnt of the store, or null if the check did not come so
 * far
 */
public record CheckReport(
		@Schema(example = "https://my-backups.s3.eu-central-1.amazonaws.com/laptops/") URI resolvedEndpoint,
		List<CheckStep> steps, @Nullable Suggestion suggestion, @JsonIgnore @Nullable StoreCapabilities capabilities) {

	/** Whether backups will work: no step failed. */
	@JsonProperty
	@Schema(example = "true")
	public boolean passed() {
		return this.steps.stream().noneMatch((step) -> step.status() == Status.FAILED);
	}

	/**
	 * How surely two writers of one name are kept apart; absent if that was not found
	 * out.
	 */
	@JsonProperty
	@Schema(example = "atomic")
	public @Nullable OverwriteProtection noOverwrite() {
		return (this.capabilities != null) ? this.capabilities.noOverwrite() : null;
	}

}
