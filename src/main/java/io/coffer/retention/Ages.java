package io.coffer.retention;

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
}
