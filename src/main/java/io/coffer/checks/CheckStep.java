package io.coffer.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was tried.
 *
 * @param name what was tried
 * @param status how it ended
 * @param code the code of the problem or of the warning
 * @param message what happened
 * @param hint what to do about it
 * @param took how long it took, ISO 8601
 */
public record CheckStep(@Schema(example = "write") String name, @Schema(example = "passed") Status status,
		@Nullable String code, @Schema(example = "A probe object was written.") String message, @Nullable String hint,
		@Schema(type = "string", example = "PT0.042S") Duration took) {

	/** How a step ended. */
	public enum Status {

		@JsonProperty("passed")
		PASSED,

		@JsonProperty("failed")
		FAILED,

		@JsonProperty("warning")
		WARNING,

		@JsonProperty("skipped")
		SKIPPED

	}

	static CheckStep skipped(String name, String why) {
		return new CheckStep(name, Status.SKIPPED, null, why, null, Duration.ZERO);
	}

	/** The same step with more to do about it. */
	CheckStep withHint(String more) {
		return new CheckStep(this.name, this.status, this.code, this.message,
				(this.hint != null) ? this.hint + " " + more : more, this.took);
	}

}
