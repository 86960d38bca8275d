package io.coffer.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.coffer.problems.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was tried.
 *
 * @param name what was tried, such as {@code write}
 * @param status how it ended
 * @param code the problem's code, or null
 * @param message what happened
 * @param hint what to do about it, or null
 * @param took how long it took
 */
public record CheckStep(@Schema(description = "What was tried", example = "write") String name,
		@Schema(description = "How it ended", example = "passed") Status status,
		@Schema(description = "The problem's code, if it failed") @Nullable String code,
		@Schema(description = "What happened", example = "A probe object was written.") String message,
		@Schema(description = "What to do about it") @Nullable String hint,
		@Schema(description = "How long it took, ISO 8601", type = "string", format = "duration",
				example = "PT0.042S") Duration took) {

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

	static CheckStep passed(String name, String message, Duration took) {
		return new CheckStep(name, Status.PASSED, null, message, null, took);
	}

	static CheckStep failed(String name, ProblemException problem, Duration took) {
		return new CheckStep(name, Status.FAILED, problem.type().code(), problem.detail(), problem.hint(), took);
	}

	static CheckStep skipped(String name) {
		return new CheckStep(name, Status.SKIPPED, null, "Not tried, since a step before it failed.", null,
				Duration.ZERO);
	}

}
