package io.coffer.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.retention.RetentionEngine.Decision;
import io.coffer.retention.RetentionEngine.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every policy and every group: seeded, so each run tries the same. */
class RetentionPropertyTests {

	private static final int TRIES = 3000;

	@Test
	void thePlainRulesAlwaysAgree() {
		tryMany(true, (trial, group) -> assertThat(RetentionGoldenTests.reasons(trial.decide(group)))
			.isEqualTo(new PlainRules(trial, group).kept()));
	}

	@Test
	void everyBackupEitherStaysOrGoes() {
		tryMany(true, (trial, group) -> {
			Decision decision = trial.decide(group);
			assertThat(Stream.concat(decision.keep().stream().map(Kept::candidate), decision.remove().stream()))
				.containsExactlyInAnyOrderElementsOf(group);
			assertThat(decision.keep()).noneMatch((kept) -> kept.reasons().isEmpty());
		});
	}

	@Test
	void noGroupIsEverEmptied() {
		tryMany(true, (trial, group) -> assertThat(trial.decide(group).keep().isEmpty()).isEqualTo(group.isEmpty()));
	}

	@Test
	void applyingTwiceRemovesNothingMore() {
		tryMany(true, (trial, group) -> {
			List<RetentionCandidate> rest = trial.decide(group).keep().stream().map(Kept::candidate).toList();
			assertThat(trial.decide(rest).remove()).isEmpty();
		});
	}

	/** As long as one is left: without any, everything stays. */
	@Test
	void droppingAKeepRuleNeverKeepsMore() {
		tryMany(false, (trial, group) -> {
			List<RetentionCandidate> removed = trial.decide(group).remove();
			fewerRules(trial.policy()).filter(RetentionPolicy::hasKeepRules)
				.forEach((fewer) -> assertThat(new Trial(fewer, trial.grace(), trial.force()).decide(group).remove())
					.containsAll(removed));
		});
	}

	@Test
	void whatIsYoungerThanTheGraceStays() {
		tryMany(true, (trial, group) -> assertThat(trial.decide(group).remove())
			.noneMatch((gone) -> Duration.between(gone.time(), Candidates.NOW).compareTo(trial.grace()) < 0));
	}

	@Test
	void whatIsYoungerThanTheGracePushesNothingOut() {
		tryMany(true, (trial, group) -> {
			List<RetentionCandidate> before = trial.decide(group).remove();
			List<RetentionCandidate> junk = new ArrayList<>(group);
			for (int i = 0; i < 20; i++) {
				junk.add(new RetentionCandidate("junk" + i, 100_000,
						Candidates.NOW.minus(trial.grace()).plusSeconds(1 + i), false));
			}
			assertThat(trial.decide(junk).remove()).isEqualTo(before);
		});
	}

	@Test
	void whatHasAContradictingNameGoesOnlyByForce() {
		tryMany(true, (trial, group) -> assertThat(trial.decide(group).remove())
			.noneMatch((gone) -> gone.timesDisagree() && !trial.force()));
	}

	@Test
	void withoutAnyRuleEverythingStays() {
		tryMany(false,
				(trial, group) -> assertThat(
						new Trial(RetentionPolicy.EMPTY, trial.grace(), trial.force()).decide(group).remove())
					.isEmpty());
	}

	private static void tryMany(boolean sized, BiConsumer<Trial, List<RetentionCandidate>> property) {
		Random random = new Random(20260715);
		for (int i = 0; i < TRIES; i++) {
			property.accept(Trial.random(random, sized && random.nextBoolean()), Candidates.random(random));
		}
	}

	private static Stream<RetentionPolicy> fewerRules(RetentionPolicy all) {
		return Stream.of(
				new RetentionPolicy(null, all.keepHourly(), all.keepDaily(), all.keepWeekly(), all.keepMonthly(),
						all.keepYearly(), all.keepWithin(), null),
				new RetentionPolicy(all.keepLast(), null, all.keepDaily(), all.keepWeekly(), all.keepMonthly(),
						all.keepYearly(), all.keepWithin(), null),
				new RetentionPolicy(all.keepLast(), all.keepHourly(), null, all.keepWeekly(), all.keepMonthly(),
						all.keepYearly(), all.keepWithin(), null),
				new RetentionPolicy(all.keepLast(), all.keepHourly(), all.keepDaily(), null, all.keepMonthly(),
						all.keepYearly(), all.keepWithin(), null),
				new RetentionPolicy(all.keepLast(), all.keepHourly(), all.keepDaily(), all.keepWeekly(), null,
						all.keepYearly(), all.keepWithin(), null),
				new RetentionPolicy(all.keepLast(), all.keepHourly(), all.keepDaily(), all.keepWeekly(),
						all.keepMonthly(), null, all.keepWithin(), null),
				new RetentionPolicy(all.keepLast(), all.keepHourly(), all.keepDaily(), all.keepWeekly(),
						all.keepMonthly(), all.keepYearly(), null, null));
	}

}
