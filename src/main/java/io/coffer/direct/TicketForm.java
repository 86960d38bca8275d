package io.coffer.direct;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket is to be for.
 *
 * @param application what is backed up; anything by default
 * @param device whose backups it adds; by default the token's name
 * @param expiresIn how long it lasts at most, as an ISO 8601 duration; an hour by default
 */
record TicketForm(@Schema(example = "notes") @Nullable String application,
		@Schema(example = "laptop-2") @Nullable String device, @Schema(type = "string", format = "duration",
				example = "PT1H") @Nullable @DurationMin(minutes = 1) @DurationMax(hours = 1) Duration expiresIn) {

	static final TicketForm EMPTY = new TicketForm(null, null, null);

}
