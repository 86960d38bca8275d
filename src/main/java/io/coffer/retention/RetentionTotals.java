package io.coffer.retention;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * All groups together.
 *
 * @param kept how many stay
 * @param removed how many go, or are gone
 * @param failed how many should be gone and are not
 * @param freedBytes what those that go hold
 */
record RetentionTotals(@Schema(description = "How many backups stay") long kept,
		@Schema(description = "How many go, or are gone") long removed,
		@Schema(description = "How many should be gone and are not; they count as kept too") long failed,
		@Schema(description = "The bytes of those that go, or are gone") long freedBytes) {
}
