package io.coffer.devices;

import io.coffer.backups.Backup;
import io.coffer.callers.Vault;
import io.coffer.devices.Device.DeviceBackup;
import io.coffer.security.TokenInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over the backups tells about a device. It grows during the pass and is
 * only read afterwards.
 */
final class DeviceStatistics {

	/** A device chooses these names, and must not fill the memory with them. */
	private static final int MOST_APPLICATIONS = 100;

	private final Vault vault;

	private final String name;

	private final @Nullable TokenInfo token;

	private final TreeSet<String> applications = new TreeSet<>();

	private final TreeSet<LocalDate> days = new TreeSet<>();

	private long count;

	private long bytes;

	private @Nullable DeviceBackup oldest;

	private @Nullable DeviceBackup newest;

	/**
	 * A device without a backup.
	 * @param token with which it could make one, or null
	 */
	DeviceStatistics(Vault vault, String name, @Nullable TokenInfo token) {
		this.vault = vault;
		this.name = name;
		this.token = token;
	}

	/**
	 * Counts a backup.
	 * @param recent the days that are to be told, or null
	 */
	void add(Backup backup, @Nullable RecentDays recent) {
		if (recent != null) {
			recent.day(backup.lastModified()).ifPresent(this.days::add);
		}
		DeviceBackup entry = DeviceBackup.of(backup);
		this.count++;
		this.bytes += backup.size();
		this.oldest = (this.oldest != null) ? BinaryOperator.minBy(DeviceBackup.BY_TIME).apply(this.oldest, entry)
				: entry;
		this.newest = (this.newest != null) ? BinaryOperator.maxBy(DeviceBackup.BY_TIME).apply(this.newest, entry)
				: entry;
		if (backup.application() != null) {
			this.applications.add(backup.application());
		}
		if (this.applications.size() > MOST_APPLICATIONS) {
			this.applications.pollLast();
		}
	}

	Vault vault() {
		return this.vault;
	}

	String name() {
		return this.name;
	}

	/** What no other device has: its name, and before it the vault, if it is in one. */
	String id() {
		return id(this.vault, this.name);
	}

	static String id(Vault vault, String name) {
		return vault.equals(Vault.DEFAULT) ? name : vault + "/" + name;
	}

	long count() {
		return this.count;
	}

	long bytes() {
		return this.bytes;
	}

	Optional<DeviceBackup> newest() {
		return Optional.ofNullable(this.newest);
	}

	/** Whether nothing has come since that time, although something could have. */
	boolean isSilentSince(Instant time) {
		return newest().map(DeviceBackup::lastModified).orElseGet(this::knownSince).isBefore(time);
	}

	/**
	 * From when a first backup can be expected. The configuration does not tell since
	 * when its token is there: better early than never.
	 */
	private Instant knownSince() {
		@Nullable Instant made = (this.token != null) ? this.token.createdAt() : null;
		return (made != null) ? made : Instant.MIN;
	}

	/** The device as it is shown, overdue if it is silent since that time. */
	Device device(Instant deadline, boolean withDays) {
		return new Device(this.name, Collections.unmodifiableSet(this.applications), this.count, this.bytes,
				this.oldest, this.newest, isSilentSince(deadline), this.token, null,
				withDays ? Collections.unmodifiableSet(this.days) : null);
	}

}
