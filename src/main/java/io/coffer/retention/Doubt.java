package io.coffer.retention;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Why no age can be trusted, so that nothing goes.
 *
 * @param code the stable code
 * @param detail what was seen
 */
record Doubt(
		@Schema(description = "`clocks-differ`, `clock-set` or `time-in-future`",
				example = "clocks-differ") String code,
		@Schema(description = "What was seen, and what to do") String detail) {
}
