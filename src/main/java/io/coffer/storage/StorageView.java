package io.coffer.storage;

import java.net.URI;

/**
 * The storage in force and what its settings come to.
 *
 * @param settings as they were given
 * @param provider the provider's id
 * @param resolvedEndpoint the exact URL below which backups are written
 * @param addressing the style in force, never {@link Addressing#AUTO}
 * @param noOverwrite how surely two writers of one name are kept apart
 */
public record StorageView(S3Settings settings, String provider, URI resolvedEndpoint, Addressing addressing,
		NoOverwrite noOverwrite) {
}
