package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Bounds what the backups of one device take together, so that a stolen token is no
 * unlimited bill. The bucket is summed up for each upload, whose own bytes come on top;
 * uploads of one device at the same time do not see each other's.
 */
@Component
class Quota {

	/** Backups whose names tell no device share one quota, else such names evade it. */
	private static final String NOBODY = "";

	private static final String EVERYTHING = "everything";

	private final Backups backups;

	private final @Nullable DataSize quota;

	private final SharedSweeps<String, Map<String, Long>> sums = new SharedSweeps<>();

	Quota(Backups backups, QuotaProperties properties) {
		this.backups = backups;
		this.quota = properties.quota();
	}

	/**
	 * Narrows the limit of an archive to what is left for its device.
	 * @param device who makes the backup, or null if its name does not tell
	 * @throws ProblemException a {@code storage-*} problem
	 */
	SizeLimit narrow(SizeLimit limit, @Nullable String device) {
		if (this.quota == null) {
			return limit;
		}
		long quota = this.quota.toBytes();
		long used = this.sums.ask(EVERYTHING, this::sum).getOrDefault(owner(device), 0L);
		return limit.and(new SizeLimit(Math.max(0, quota - used), () -> exceeded(device, quota, used)));
	}

	private Map<String, Long> sum() {
		Map<String, Long> sums = new HashMap<>();
		this.backups.forEach((backup) -> sums.merge(owner(backup.device()), backup.size(), Long::sum));
		return sums;
	}

	private static String owner(@Nullable String device) {
		return Objects.requireNonNullElse(device, NOBODY);
	}

	private static ProblemException exceeded(@Nullable String device, long quota, long used) {
		String whose = (device != null) ? "of the device \"%s\"".formatted(device) : "that belong to no device";
		return new ProblemException(ProblemType.QUOTA_EXCEEDED,
				"All backups %s together may have at most %d bytes.".formatted(whose, quota))
			.hint("An operator deletes older backups, sets a retention policy or raises coffer.devices.quota.")
			.with("quota", quota)
			.with("used", used);
	}

}
