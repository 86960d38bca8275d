package io.coffer.backups;

import org.jspecify.annotations.Nullable;
import java.time.Instant;

/**
 * What a store tells of the time.
 *
 * @param now by its clock, or null if no answer of late has told it
 * @param shared whether its clock is this machine's
 */
public record StoreTime(@Nullable Instant now, boolean shared) {
}
