package io.coffer.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairVaultsTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final FairLimiter patient = new FairLimiter(4, LONG);

	private final FairLimiter impatient = new FairLimiter(4, Duration.ZERO);

	@Test
	void aVaultOfManyCallersHasNoMoreThanOneOfOne() {
		List<Share> many = List.of(FairLimiterTests.take(this.patient, "many/a", 1).get(0),
				FairLimiterTests.take(this.patient, "many/b", 1).get(0),
				FairLimiterTests.take(this.patient, "many/c", 1).get(0),
				FairLimiterTests.take(this.patient, "many/d", 1).get(0));
		Waiter another = new Waiter(this.patient, "many/e", 1);
		Waiter first = new Waiter(this.patient, "one/a", 1);
		Waiter second = new Waiter(this.patient, "one/a", 1);

		many.get(0).close();
		assertThat(first.share.join()).as("its vault has least").isPresent();
		many.get(1).close();
		assertThat(second.share.join()).isPresent();
		assertThat(another.share).isNotDone();
		many.get(2).close();
		assertThat(another.share.join()).isPresent();
	}

	@Test
	void whoIsOfAVaultThatHasMostGivesWayToAnother() {
		List<Work> many = List.of(FairLimiterTests.work("many/a"), FairLimiterTests.work("many/b"),
				FairLimiterTests.work("many/c"), FairLimiterTests.work("many/d"));
		many.forEach((work) -> FairLimiterTests.closingWhenEnded(this.impatient, work));

		assertThat(this.impatient.take(FairLimiterTests.work("one/a"), 1, LONG)).isPresent();
		assertThat(this.impatient.take(FairLimiterTests.work("one/b"), 1, LONG)).isPresent();
		assertThat(many.stream().filter(FairLimiterTests::hasEnded)).hasSize(2);
		assertThat(this.impatient.takeOfOthers(FairLimiterTests.work("one/c"), 1, Duration.ofMillis(1)))
			.as("both have half")
			.isEmpty();
	}

}
