package io.coffer.backups;

/**
 * A new backup is in the store, and its client is about to be told.
 *
 * @param backup what is stored
 */
public record BackupStored(Backup backup) {
}
