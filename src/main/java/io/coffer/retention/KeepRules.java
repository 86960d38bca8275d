package io.coffer.retention;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keep rules of a policy, with the meaning of restic's {@code forget}: calendar
 * periods in UTC of which only those count that have a backup, and the oldest backup
 * stays as long as a rule has periods left.
 */
final class KeepRules {

	private final List<Rule> rules = new ArrayList<>();

	private final @Nullable Timespan within;

	KeepRules(RetentionPolicy policy) {
		add(policy.keepLast(), Reason.LAST, Reason.LAST, (candidate) -> candidate);
		add(policy.keepHourly(), Reason.HOURLY, Reason.OLDEST_HOURLY,
				(candidate) -> candidate.time().truncatedTo(ChronoUnit.HOURS));
		add(policy.keepDaily(), Reason.DAILY, Reason.OLDEST_DAILY, (candidate) -> utc(candidate).toLocalDate());
		add(policy.keepWeekly(), Reason.WEEKLY, Reason.OLDEST_WEEKLY,
				(candidate) -> utc(candidate).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
		add(policy.keepMonthly(), Reason.MONTHLY, Reason.OLDEST_MONTHLY, (candidate) -> YearMonth.from(utc(candidate)));
		add(policy.keepYearly(), Reason.YEARLY, Reason.OLDEST_YEARLY, (candidate) -> utc(candidate).getYear());
		this.within = (policy.keepWithin() != null) ? Timespan.parse(policy.keepWithin()) : null;
	}

	/**
	 * Why each backup stays, in the same order; those without a reason need not. What
	 * lies in the future is never the newest one that {@code keepWithin} counts from.
	 */
	List<Set<Reason>> reasons(List<RetentionCandidate> newestFirst, Instant now) {
		Instant start = start(newestFirst, now);
		int[] left = this.rules.stream().mapToInt(Rule::count).toArray();
		Object[] period = new Object[left.length];
		List<Set<Reason>> reasons = new ArrayList<>(newestFirst.size());
		for (int i = 0; i < newestFirst.size(); i++) {
			RetentionCandidate candidate = newestFirst.get(i);
			Set<Reason> why = EnumSet.noneOf(Reason.class);
			for (int r = 0; r < left.length; r++) {
				Rule rule = this.rules.get(r);
				Object own = rule.period().apply(candidate);
				boolean first = !own.equals(period[r]);
				if (left[r] > 0 && (first || i == newestFirst.size() - 1)) {
					why.add(first ? rule.reason() : rule.oldest());
					period[r] = own;
					left[r]--;
				}
			}
			if (this.within != null && candidate.time().isAfter(start)) {
				why.add(Reason.WITHIN);
			}
			reasons.add(why);
		}
		return reasons;
	}

	private Instant start(List<RetentionCandidate> newestFirst, Instant now) {
		Timespan span = this.within;
		return newestFirst.stream()
			.map(RetentionCandidate::time)
			.filter((time) -> span != null && !time.isAfter(now))
			.findFirst()
			.map((newest) -> (span != null) ? span.before(newest) : newest)
			.orElse(Instant.MIN);
	}

	private void add(@Nullable Integer count, Reason reason, Reason oldest,
			Function<RetentionCandidate, Object> period) {
		if (count != null) {
			this.rules.add(new Rule(count, reason, oldest, period));
		}
	}

	private static OffsetDateTime utc(RetentionCandidate candidate) {
		return candidate.time().atOffset(ZoneOffset.UTC);
	}

	private record Rule(int count, Reason reason, Reason oldest, Function<RetentionCandidate, Object> period) {
	}

}
