package io.coffer.config;

import io.coffer.storage.NoOverwrite;
import io.coffer.storage.S3Settings;
import org.jspecify.annotations.Nullable;

/**
 * Settings with what a check has found out about their store.
 *
 * @param settings the settings
 * @param noOverwrite how surely the store keeps two writers of one name apart, or null if
 * no check has asked it
 */
record KeptSettings(S3Settings settings, @Nullable NoOverwrite noOverwrite) {
}
