package io.coffer.devices;

import io.coffer.backups.Backup;
import io.coffer.backups.BackupRepository;
import io.coffer.callers.DeviceName;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.keypairs.KeyPairs;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.TokenInfo;
import io.coffer.security.TokenOverview;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Knows the devices: those that have backups and those that have a token to make some.
 */
@Service
class Devices {

	private final BackupRepository backups;

	private final TokenOverview tokens;

	private final KeyPairs pairs;

	private final DeviceProperties properties;

	private final Clock clock;

	Devices(BackupRepository backups, TokenOverview tokens, KeyPairs pairs, DeviceProperties properties, Clock clock) {
		this.backups = backups;
		this.tokens = tokens;
		this.pairs = pairs;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Every device of a vault as it is now, by name.
	 * @param days of how many days to tell which have a backup, or 0
	 * @param zone where these days are
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*}
	 * problem
	 */
	List<Device> list(Vault vault, int days, ZoneId zone) {
		Instant deadline = deadline();
		@Nullable RecentDays recent = (days > 0) ? RecentDays.of(days, zone, this.clock) : null;
		SortedMap<String, DeviceStatistics> devices = new TreeMap<>();
		addTokens(vault, this.tokens.inForce(vault, Role.DEVICE), devices);
		this.backups.forEach(vault, (backup) -> add(vault, backup, devices, recent));
		return devices.values()
			.stream()
			.map((device) -> withKey(vault, device.device(deadline, recent != null)))
			.toList();
	}

	private Device withKey(Vault vault, Device device) {
		TokenInfo token = device.token();
		return (token == null || token.managed()) ? device
				: device.with(this.pairs.accessKeyId(vault, Role.DEVICE, DeviceName.of(device.name())));
	}

	/**
	 * Looks at every backup of every vault once, by what no two devices share; memory
	 * grows with the devices only.
	 */
	SortedMap<String, DeviceStatistics> survey() {
		SortedMap<String, DeviceStatistics> devices = new TreeMap<>();
		this.tokens.inForceEverywhere(Role.DEVICE).forEach((vault, held) -> addTokens(vault, held, devices));
		this.backups.forEachInAllVaults((vault, backup) -> add(vault, backup, devices, null));
		return Collections.unmodifiableSortedMap(devices);
	}

	private static void addTokens(Vault vault, SortedMap<String, TokenInfo> held,
			SortedMap<String, DeviceStatistics> devices) {
		held.forEach((name, token) -> devices.put(DeviceStatistics.id(vault, name),
				new DeviceStatistics(vault, name, token)));
	}

	/** A device whose newest backup is older than this is overdue. */
	Instant deadline() {
		return this.clock.instant().minus(this.properties.overdueAfter());
	}

	private static void add(Vault vault, Backup backup, SortedMap<String, DeviceStatistics> devices,
			@Nullable RecentDays recent) {
		String device = backup.device();
		if (device != null) {
			devices
				.computeIfAbsent(DeviceStatistics.id(vault, device), (id) -> new DeviceStatistics(vault, device, null))
				.add(backup, recent);
		}
	}

}
