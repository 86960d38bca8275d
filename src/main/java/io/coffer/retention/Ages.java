package io.coffer.retention;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the time when backups are looked at.
 *
 * @param now the time by the clock that dates backups
 * @param settled what was stored later than this is too young to go
 * @param doubt why nothing may go, or null
 */
record Ages(Instant now, Instant settled, @Nullable Doubt doubt) {

	/**
	 * Why no age can be trusted, so that nothing goes.
	 *
	 * @param code {@code clocks-differ}, {@code clock-set} or {@code time-in-future}
	 * @param detail what was seen, and what to do
	 */
	record Doubt(@Schema(example = "clocks-differ") String code, String detail) {
	}

}
