package io.coffer.retention;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;

/**
 * The policy in force.
 *
 * @param policy its rules
 * @param source where it comes from
 * @param grace how old a backup must be before it can go
 */
record RetentionView(@JsonUnwrapped RetentionPolicy policy,
		@Schema(description = "Where the policy comes from") PolicySource source,
		@Schema(description = "How old a backup must be before it can go, or push others out", type = "string",
				format = "duration", example = "P7D") Duration grace) {
}
