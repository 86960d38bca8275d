package io.coffer.config;

import io.coffer.client.StoreCapabilities;
import io.coffer.providers.S3Settings;
import org.jspecify.annotations.Nullable;

/**
 * Settings with what a check has found out about their store.
 *
 * @param settings the settings
 * @param findings what the check has found, or null if there was none
 */
record KeptSettings(S3Settings settings, @Nullable StoreCapabilities findings) {
}
