package io.coffer.retention;

import io.coffer.retention.RetentionEngine.Decision;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A policy with all else that decides, as a line such as
 * {@code keepLast=3 grace=P7D force=true}.
 */
record Trial(RetentionPolicy policy, Duration grace, boolean force) {

	static Trial parse(String line) {
		Map<String, String> values = Arrays.stream(line.split(" ", -1))
			.filter((rule) -> rule.contains("="))
			.map((rule) -> rule.split("=", 2))
			.collect(Collectors.toMap((rule) -> rule[0], (rule) -> rule[1]));
		String size = values.get("maxTotalSize");
		return new Trial(
				new RetentionPolicy(count(values, "keepLast"), count(values, "keepHourly"), count(values, "keepDaily"),
						count(values, "keepWeekly"), count(values, "keepMonthly"), count(values, "keepYearly"),
						values.get("keepWithin"), (size != null) ? Long.valueOf(size) : null),
				Duration.parse(values.getOrDefault("grace", "PT0S")), values.containsKey("force"));
	}

	/** Each rule is there half of the time, the limit of size only if wanted. */
	static Trial random(Random random, boolean sized) {
		return new Trial(
				new RetentionPolicy(count(random), count(random), count(random), count(random), count(random),
						count(random), random.nextBoolean() ? "P" + (1 + random.nextInt(400)) + "D" : null,
						sized ? Long.valueOf(1 + random.nextInt(8000)) : null),
				Duration.ofHours(random.nextBoolean() ? 0 : random.nextInt(1000)), random.nextInt(4) == 0);
	}

	Decision decide(Collection<RetentionCandidate> group) {
		return new RetentionEngine(this.policy, this.force,
				new Ages(Candidates.NOW, Candidates.NOW.minus(this.grace), null))
			.decide(group);
	}

	private static @Nullable Integer count(Map<String, String> values, String rule) {
		String count = values.get(rule);
		return (count != null) ? Integer.valueOf(count) : null;
	}

	private static @Nullable Integer count(Random random) {
		return random.nextBoolean() ? 1 + random.nextInt(8) : null;
	}

}
