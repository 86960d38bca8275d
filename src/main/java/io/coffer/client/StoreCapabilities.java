package io.coffer.client;

import io.coffer.providers.OverwriteProtection;
import org.jspecify.annotations.Nullable;

/**
 * What trying a store has shown that its manual does not tell.
 *
 * @param noOverwrite how surely two writers of one name are kept apart
 * @param openToAll whether the bucket can be listed or read without a key
 * @param keepsVersions whether what is deleted stays as an old version, or null if that
 * is not known
 */
public record StoreCapabilities(OverwriteProtection noOverwrite, boolean openToAll, @Nullable Boolean keepsVersions) {
}
