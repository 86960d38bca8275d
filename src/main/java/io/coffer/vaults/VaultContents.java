package io.coffer.vaults;

import io.coffer.backups.Backup;
import io.coffer.vaults.VaultView.NewestBackup;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one pass over the backups of a vault tells of it. It grows during the pass. */
final class VaultContents {

	/** The order of {@code GET /backups}, oldest first. */
	private static final Comparator<NewestBackup> BY_TIME = Comparator.comparing(NewestBackup::lastModified)
		.thenComparing(NewestBackup::key);

	private final Set<String> devices;

	private long count;

	private long bytes;

	private @Nullable NewestBackup newest;

	/** Contents of a vault for which these devices have tokens. */
	VaultContents(Collection<String> devices) {
		this.devices = new HashSet<>(devices);
	}

	void add(Backup backup) {
		NewestBackup entry = NewestBackup.of(backup);
		this.count++;
		this.bytes += backup.size();
		this.newest = (this.newest == null || BY_TIME.compare(entry, this.newest) > 0) ? entry : this.newest;
		if (backup.device() != null) {
			this.devices.add(backup.device());
		}
	}

	long count() {
		return this.count;
	}

	long bytes() {
		return this.bytes;
	}

	Optional<NewestBackup> newest() {
		return Optional.ofNullable(this.newest);
	}

	int devices() {
		return this.devices.size();
	}

}
