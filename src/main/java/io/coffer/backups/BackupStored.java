package io.coffer.backups;

import io.coffer.callers.Vault;

/**
 * A new backup is in the store, and its client is about to be told.
 *
 * @param vault where
 * @param backup what is stored
 */
public record BackupStored(Vault vault, Backup backup) {
}
