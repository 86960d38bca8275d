package io.coffer.backups;

import io.coffer.callers.Caller;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.problems.InvalidField;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Lists, shows, restores and deletes backups. */
@RestController
class BackupController implements BackupApi {

	private static final Duration LONGEST_FOR_A_DEVICE = Duration.ofHours(1);

	private static final Duration LONGEST = Duration.ofDays(7);

	private final BackupService backups;

	private final DeletionService deletions;

	BackupController(BackupService backups, DeletionService deletions) {
		this.backups = backups;
		this.deletions = deletions;
	}

	@Override
	public BackupPage list(int limit, @Nullable String cursor, @Nullable String device, @Nullable String q,
			BackupSort sort, Vault vault) {
		return this.backups.page(new BackupFilter(vault, null, device, null, q), sort, limit, cursor);
	}

	@Override
	public ResponseEntity<Backup> latest(@Nullable String device, @Nullable String exceptDevice, Vault vault) {
		return tagged(this.backups.latest(new BackupFilter(vault, null, device, exceptDevice, null)));
	}

	@Override
	public ResponseEntity<Backup> get(String key, Vault vault) {
		return tagged(this.backups.get(vault, key));
	}

	@Override
	public ResponseEntity<RestoreLink> restore(String key, Duration expiresIn, Caller caller, Vault vault) {
		Duration longest = caller.role().includes(Role.OPERATOR) ? LONGEST : LONGEST_FOR_A_DEVICE;
		if (expiresIn.compareTo(Duration.ofSeconds(1)) < 0 || expiresIn.compareTo(longest) > 0) {
			throw new ProblemException(ProblemType.VALIDATION_FAILED, "The URL cannot live that long.")
				.fields(List.of(new InvalidField("expiresIn", "must be from PT1S to " + longest)));
		}
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(this.backups.restore(vault, key, expiresIn));
	}

	@Override
	public void delete(String key, Vault vault) {
		this.deletions.delete(vault, key);
	}

	@Override
	public DeletedBackups deleteMany(BackupKeys keys, Vault vault) {
		return this.deletions.delete(vault, keys.keys());
	}

	private static ResponseEntity<Backup> tagged(Backup backup) {
		return ResponseEntity.ok().eTag(backup.descriptionTag()).body(backup);
	}

}
