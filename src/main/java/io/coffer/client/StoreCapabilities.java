package io.coffer.client;

import io.coffer.providers.OverwriteProtection;
import org.jspecify.annotations.Nullable;

/**
 * What trying a store has shown that its manual does not tell.
 *
 * @param noOverwrite how surely two writers of one name are kept apart
 * @param openToAll whether anyone can list or read the bucket
 * @param keepsVersions whether what is deleted stays as an old version, or null if nobody
 * knows
 */
public record StoreCapabilities(OverwriteProtection noOverwrite, boolean openToAll, @Nullable Boolean keepsVersions) {
}
