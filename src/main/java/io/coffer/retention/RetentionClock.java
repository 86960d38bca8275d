package io.coffer.retention;

import io.coffer.backups.StoreTime;
import io.coffer.retention.Ages.Doubt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says how old backups are, by the clock that has dated them, and when it cannot be
 * trusted. Two clocks that agree are trusted. The embedded store has the machine's own:
 * there a time in which nothing was stored counts as two days at most, since from the
 * bucket a clock that was set cannot be told from a machine that was off.
 */
@Component
class RetentionClock {

	static final Duration TOLERANCE = Duration.ofHours(1);

	private static final Duration LONGEST_GAP = Duration.ofDays(2);

	private final Clock clock;

	private final SteadyClock steady;

	private final Duration grace;

	private volatile @Nullable Doubt ofBackups;

	RetentionClock(Clock clock, SteadyClock steady, RetentionProperties properties) {
		this.clock = clock;
		this.steady = steady;
		this.grace = properties.grace();
	}

	/**
	 * Looks at the time.
	 * @param store its time, told by the listing
	 * @param stored when each backup of it was stored
	 */
	Ages look(StoreTime store, List<Instant> stored) {
		Instant now = (store.now() != null) ? store.now() : this.clock.instant();
		Instant settled = store.shared() ? attested(stored, now) : now.minus(this.grace);
		this.ofBackups = ofFuture(stored, now);
		return new Ages(now, settled, doubt(store));
	}

	/** Why nothing may go, or null. */
	@Nullable Doubt doubt(StoreTime store) {
		Instant ours = this.clock.instant();
		Duration ahead = Duration.between((store.now() != null) ? store.now() : ours, ours);
		if (ahead.abs().compareTo(TOLERANCE) > 0) {
			return new Doubt("clocks-differ", "The clock of Coffer's machine is " + ahead.abs().toHours() + " hours "
					+ (ahead.isNegative() ? "behind" : "ahead of") + " the storage's. Set the one that is wrong.");
		}
		if (store.shared() && this.steady.wasSet(TOLERANCE, Collections.max(List.of(TOLERANCE, this.grace)))) {
			return new Doubt("clock-set",
					"The clock of Coffer's machine was set by more than an hour. Nothing goes until "
							+ "it has run evenly for as long as the grace.");
		}
		return this.ofBackups;
	}

	private static @Nullable Doubt ofFuture(List<Instant> stored, Instant now) {
		return stored.stream()
			.max(Comparator.naturalOrder())
			.map((newest) -> Duration.between(now, newest))
			.filter((ahead) -> ahead.compareTo(TOLERANCE) > 0)
			.map((ahead) -> new Doubt("time-in-future", "The newest backup was stored " + ahead.toHours()
					+ " hours from now. Set the clock, or delete that backup if the clock was wrong when it was stored."))
			.orElse(null);
	}

	/** The newest moment that is as old as the grace even if no gap is believed. */
	private Instant attested(List<Instant> stored, Instant now) {
		Duration gap = Collections.min(List.of(LONGEST_GAP, this.grace.dividedBy(2)));
		Duration age = Duration.ZERO;
		Instant later = now;
		for (Instant time : stored.stream()
			.filter((past) -> !past.isAfter(now))
			.sorted(Comparator.reverseOrder())
			.toList()) {
			age = age.plus(Collections.min(List.of(gap, Duration.between(time, later))));
			if (age.compareTo(this.grace) >= 0) {
				return time;
			}
			later = time;
		}
		return Instant.MIN;
	}

}
