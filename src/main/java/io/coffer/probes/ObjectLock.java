package io.coffer.probes;

import org.jspecify.annotations.Nullable;

/**
 * How long a bucket keeps every new object from being removed.
 *
 * @param mode {@code COMPLIANCE} or {@code GOVERNANCE}, or null where only single objects
 * are locked, if any
 * @param days how many days, zero without a mode
 */
public record ObjectLock(@Nullable String mode, int days) {
}
