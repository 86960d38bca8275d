package io.coffer.storage;

import io.coffer.client.StoreCapabilities;
import io.coffer.providers.S3Settings;
import java.net.URI;

/**
 * The storage in force and what its settings come to.
 *
 * @param settings as they were worked out
 * @param resolvedEndpoint the exact URL below which backups are written
 * @param capabilities what is known of the store itself
 */
public record StorageView(S3Settings settings, URI resolvedEndpoint, StoreCapabilities capabilities) {
}
