package io.coffer.vaults;

import io.coffer.backups.Backup;
import io.coffer.retention.RetentionView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A vault.
 *
 * @param name its name
 * @param count how many backups it holds
 * @param bytes their bytes
 * @param newest the newest of them; absent if there is none
 * @param devices how many devices back up into it or have a token for that
 * @param quota the most bytes of all its backups together; absent if there is no quota
 * @param policy the retention policy in force
 * @param disabled whether nobody of that vault gets in
 */
record VaultView(@Schema(example = "team-7") String name, @Schema(example = "12") long count,
		@Schema(example = "50331648") long bytes, @Nullable NewestBackup newest, @Schema(example = "3") int devices,
		@Schema(example = "107374182400") @Nullable Long quota, RetentionView policy,
		@Schema(example = "false") boolean disabled) {

	/**
	 * The newest backup of a vault.
	 *
	 * @param key the backup's name
	 * @param lastModified the store's time
	 * @param size in bytes
	 */
	record NewestBackup(@Schema(example = "notes.20250711093000.laptop-2.5f0c1d9a7b3e.zip") String key,
			@Schema(example = "2025-07-11T09:30:02Z") Instant lastModified, @Schema(example = "4194304") long size) {

		static NewestBackup of(Backup backup) {
			return new NewestBackup(backup.key(), backup.lastModified(), backup.size());
		}

	}

}
