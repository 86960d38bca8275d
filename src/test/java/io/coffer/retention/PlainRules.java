package io.coffer.retention;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules written a second time, each as the sentence that documents it and about one
 * backup at a time, slow and without anything of the engine: what both agree on is right
 * unless the sentence is wrong.
 */
final class PlainRules {

	private final Trial trial;

	private final List<RetentionCandidate> all;

	PlainRules(Trial trial, List<RetentionCandidate> group) {
		this.trial = trial;
		this.all = group;
	}

	/** The reasons of what stays, by key. */
	Map<String, Set<String>> kept() {
		List<RetentionCandidate> settled = this.all.stream().filter((one) -> !young(one)).toList();
		Map<String, Set<String>> kept = new LinkedHashMap<>();
		for (RetentionCandidate one : this.all) {
			Set<String> why = new TreeSet<>(rules(one, young(one) ? this.all : settled));
			if (young(one)) {
				why.add("grace");
			}
			if (stubborn(one)) {
				why.add("times-disagree");
			}
			if (!why.isEmpty()) {
				kept.put(one.key(), why);
			}
		}
		fit(settled, kept);
		return kept;
	}

	private Set<String> rules(RetentionCandidate one, List<RetentionCandidate> group) {
		RetentionPolicy policy = this.trial.policy();
		Set<String> why = new TreeSet<>();
		Integer last = policy.keepLast();
		if (last != null && group.stream().filter((other) -> newer(other, one)).count() < last) {
			why.add("last");
		}
		period(why, "hourly", policy.keepHourly(), one, group, (time) -> time.toString().substring(0, 13));
		period(why, "daily", policy.keepDaily(), one, group, (time) -> time.toString().substring(0, 10));
		period(why, "weekly", policy.keepWeekly(), one, group,
				(time) -> time.get(IsoFields.WEEK_BASED_YEAR) + "W" + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
		period(why, "monthly", policy.keepMonthly(), one, group, (time) -> time.toString().substring(0, 7));
		period(why, "yearly", policy.keepYearly(), one, group, (time) -> time.toString().substring(0, 4));
		if (policy.keepWithin() != null && within(one, group, policy.keepWithin())) {
			why.add("within");
		}
		boolean none = Stream
			.of(last, policy.keepHourly(), policy.keepDaily(), policy.keepWeekly(), policy.keepMonthly(),
					policy.keepYearly())
			.noneMatch((count) -> count != null) && policy.keepWithin() == null;
		if (none) {
			why.add("no-rule");
		}
		return why;
	}

	/**
	 * The newest of its period stays if fewer than count newer periods have a backup; the
	 * oldest stays if all periods together are fewer than count.
	 */
	private static void period(Set<String> why, String name, @Nullable Integer count, RetentionCandidate one,
			List<RetentionCandidate> group, Function<LocalDateTime, String> label) {
		if (count == null) {
			return;
		}
		String own = label.apply(utc(one.time()));
		Set<String> newer = new TreeSet<>();
		Set<String> any = new TreeSet<>();
		boolean oldest = true;
		for (RetentionCandidate other : group) {
			any.add(label.apply(utc(other.time())));
			if (newer(other, one)) {
				newer.add(label.apply(utc(other.time())));
			}
			oldest = oldest && !newer(one, other);
		}
		if (!newer.contains(own)) {
			if (newer.size() < count) {
				why.add(name);
			}
		}
		else if (oldest && any.size() < count) {
			why.add("oldest-" + name);
		}
	}

	private static boolean within(RetentionCandidate one, List<RetentionCandidate> group, String span) {
		Instant newest = Instant.MIN;
		for (RetentionCandidate other : group) {
			if (!other.time().isAfter(Candidates.NOW) && other.time().isAfter(newest)) {
				newest = other.time();
			}
		}
		if (newest.equals(Instant.MIN)) {
			return true;
		}
		LocalDateTime start = switch (span) {
			case "PT30M" -> utc(newest).minusMinutes(30);
			case "PT1H" -> utc(newest).minusHours(1);
			case "PT12H" -> utc(newest).minusHours(12);
			case "P1DT12H" -> utc(newest).minusHours(36);
			default -> utc(newest).minus(Period.parse(span));
		};
		return utc(one.time()).isAfter(start);
	}

	/** As long as it is too much, the oldest that may go goes; the newest never does. */
	private void fit(List<RetentionCandidate> settled, Map<String, Set<String>> kept) {
		Long most = this.trial.policy().maxTotalSize();
		List<RetentionCandidate> rest = new ArrayList<>(
				settled.stream().filter((one) -> kept.containsKey(one.key())).toList());
		while (most != null && rest.stream().mapToLong(RetentionCandidate::size).sum() > most) {
			RetentionCandidate victim = null;
			RetentionCandidate newest = rest.get(0);
			for (RetentionCandidate one : rest) {
				newest = newer(one, newest) ? one : newest;
			}
			for (RetentionCandidate one : rest) {
				boolean may = !stubborn(one) && !one.equals(newest);
				victim = (may && (victim == null || newer(victim, one))) ? one : victim;
			}
			if (victim == null) {
				kept.computeIfPresent(newest.key(), (key, why) -> {
					why.add("last-of-group");
					return why;
				});
				return;
			}
			rest.remove(victim);
			kept.remove(victim.key());
		}
	}

	private boolean young(RetentionCandidate one) {
		return one.time().plus(this.trial.grace()).isAfter(Candidates.NOW);
	}

	private boolean stubborn(RetentionCandidate one) {
		return one.timesDisagree() && !this.trial.force();
	}

	private static boolean newer(RetentionCandidate left, RetentionCandidate right) {
		int order = left.time().compareTo(right.time());
		return order > 0 || (order == 0 && left.key().compareTo(right.key()) > 0);
	}

	private static LocalDateTime utc(Instant time) {
		return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
	}

}
