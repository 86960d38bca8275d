package io.coffer.retention;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;

/**
 * The policy in force.
 *
 * @param policy its rules
 * @param source where the policy comes from
 * @param grace how old a backup must be before it can go, or push others out
 */
public record RetentionView(@JsonUnwrapped RetentionPolicy policy, PolicySource source,
		@Schema(type = "string", format = "duration", example = "P7D") Duration grace) {
}
