package io.coffer.devices;

import io.coffer.backups.Backup;
import io.coffer.backups.BackupRepository;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.Role;
import io.coffer.security.TokenOverview;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/**
 * Knows the devices: those that have backups and those that have a token to make some.
 */
@Service
class Devices {

	private final BackupRepository backups;

	private final TokenOverview tokens;

	private final DeviceProperties properties;

	private final Clock clock;

	Devices(BackupRepository backups, TokenOverview tokens, DeviceProperties properties, Clock clock) {
		this.backups = backups;
		this.tokens = tokens;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Every device as it is now, by name.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*}
	 * problem
	 */
	List<Device> list() {
		Instant deadline = deadline();
		return survey().values().stream().map((history) -> history.device(deadline)).toList();
	}

	/** Looks at every backup once; memory grows with the devices only. */
	SortedMap<String, DeviceStatistics> survey() {
		SortedMap<String, DeviceStatistics> histories = new TreeMap<>();
		this.tokens.inForce(Role.DEVICE)
			.forEach((device, token) -> histories.put(device, new DeviceStatistics(device, token)));
		this.backups.forEach((backup) -> add(backup, histories));
		return Collections.unmodifiableSortedMap(histories);
	}

	/** A device whose newest backup is older than this is overdue. */
	Instant deadline() {
		return this.clock.instant().minus(this.properties.overdueAfter());
	}

	private static void add(Backup backup, SortedMap<String, DeviceStatistics> histories) {
		String device = backup.device();
		if (device != null) {
			histories.computeIfAbsent(device, (name) -> new DeviceStatistics(name, null)).add(backup);
		}
	}

}
