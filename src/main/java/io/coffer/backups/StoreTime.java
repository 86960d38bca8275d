package io.coffer.backups;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store tells of the time.
 *
 * @param now by its clock, or null if no answer of late has told it
 * @param shared whether its clock is this machine's
 */
public record StoreTime(@Nullable Instant now, boolean shared) {
}
