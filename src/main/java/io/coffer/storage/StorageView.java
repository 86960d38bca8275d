package io.coffer.storage;

import java.net.URI;

/**
 * The storage in force and what its settings come to.
 *
 * @param settings as they were worked out
 * @param resolvedEndpoint the exact URL below which backups are written
 * @param noOverwrite how surely two writers of one name are kept apart
 */
public record StorageView(S3Settings settings, URI resolvedEndpoint, NoOverwrite noOverwrite) {
}
