package io.coffer.backups;

/**
 * How an upload ended.
 *
 * @param backup what is stored
 * @param created false if it was stored before
 */
record UploadResult(Backup backup, boolean created) {
}
