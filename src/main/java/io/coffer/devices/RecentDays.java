package io.coffer.devices;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The last days, today included.
 *
 * @param first the first of them
 * @param zone where they are
 */
record RecentDays(LocalDate first, ZoneId zone) {

	/** The most days: about a quarter of a year. */
	static final int MOST = 92;

	static RecentDays of(int count, ZoneId zone, Clock clock) {
		return new RecentDays(LocalDate.ofInstant(clock.instant(), zone).minusDays(count - 1L), zone);
	}

	/** The day of that time, unless it is earlier than all of them. */
	Optional<LocalDate> day(Instant time) {
		return Optional.of(LocalDate.ofInstant(time, this.zone)).filter((day) -> !day.isBefore(this.first));
	}

}
