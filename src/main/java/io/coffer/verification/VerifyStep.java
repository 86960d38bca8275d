package io.coffer.verification;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was checked about a stored archive, in the form of a connection check's
 * steps.
 *
 * @param name what was checked: {@code size}, {@code digest} or {@code archive}
 * @param status how it ended; {@code warning} if only a part could be checked
 * @param code what is wrong, or why it was not checked
 * @param message what was found
 * @param hint what to do about it
 */
record VerifyStep(@Schema(example = "archive") String name,
		@Schema(example = "passed", requiredMode = Schema.RequiredMode.REQUIRED) Status status, @Nullable String code,
		@Schema(example = "The archive is whole.") String message, @Nullable String hint) {

	/** How a step ended. */
	enum Status {

		@JsonProperty("passed")
		PASSED,

		@JsonProperty("failed")
		FAILED,

		@JsonProperty("warning")
		WARNING,

		@JsonProperty("skipped")
		SKIPPED

	}

	static VerifyStep passed(String name, String message) {
		return new VerifyStep(name, Status.PASSED, null, message, null);
	}

	static VerifyStep failed(String name, String code, String message, String hint) {
		return new VerifyStep(name, Status.FAILED, code, message, hint);
	}

	static VerifyStep warning(String name, String code, String message, @Nullable String hint) {
		return new VerifyStep(name, Status.WARNING, code, message, hint);
	}

	static VerifyStep skipped(String name, String code, String message) {
		return new VerifyStep(name, Status.SKIPPED, code, message, null);
	}

}
