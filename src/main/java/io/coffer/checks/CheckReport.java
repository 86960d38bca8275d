package io.coffer.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.coffer.checks.CheckStep.Status;
import java.net.URI;
import java.util.List;

/**
 * What a connection check found.
 *
 * @param resolvedEndpoint the exact URL below which backups would be written
 * @param steps what was tried, in order
 */
public record CheckReport(URI resolvedEndpoint, List<CheckStep> steps) {

	/** Whether backups will work: no step failed. */
	@JsonProperty
	public boolean passed() {
		return this.steps.stream().noneMatch((step) -> step.status() == Status.FAILED);
	}

}
