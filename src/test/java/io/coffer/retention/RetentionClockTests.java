package io.coffer.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.backups.StoreTime;
import io.coffer.retention.Ages.Doubt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionClockTests {

	private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

	private static final Duration GRACE = Duration.ofDays(7);

	private Instant machine = START;

	private Duration uptime = Duration.ofDays(3);

	private final Clock settable = new SettableClock();

	private final RetentionClock clock = new RetentionClock(this.settable,
			new SteadyClock(this.settable, () -> this.uptime), new RetentionProperties(GRACE, null));

	@ParameterizedTest
	@CsvSource({ "PT0S, ", "PT59M, ", "-PT59M, ", "PT61M, clocks-differ", "-PT61M, clocks-differ",
			"P30D, clocks-differ" })
	void agesAreMeasuredByTheStoresClockUnlessTheTwoDiffer(Duration ahead, @Nullable String code) {
		Instant there = START.minus(ahead);

		Ages ages = this.clock.look(new StoreTime(there, false), List.of(there.minusSeconds(9)));

		assertThat(ages.now()).isEqualTo(there);
		assertThat(ages.settled()).isEqualTo(there.minus(GRACE));
		assertThat(code(ages.doubt())).isEqualTo(code);
	}

	@Test
	void aStoreThatTellsNoTimeIsMeasuredByTheMachines() {
		Ages ages = this.clock.look(new StoreTime(null, false), List.of());

		assertThat(ages).isEqualTo(new Ages(START, START.minus(GRACE), null));
	}

	@Test
	void aClockThatWasSetIsDoubtedAsLongAsTheGraceWhereNoOtherTellsTheTime() {
		pass(Duration.ofHours(30));
		assertThat(this.clock.doubt(embedded())).isNull();

		this.machine = this.machine.plus(Duration.ofDays(30));
		assertThat(doubted()).isEqualTo("clock-set");
		assertThat(this.clock.doubt(new StoreTime(this.machine, false))).isNull();

		pass(GRACE.minusSeconds(1));
		assertThat(doubted()).isEqualTo("clock-set");
		pass(Duration.ofSeconds(1));
		assertThat(this.clock.doubt(embedded())).isNull();

		this.machine = this.machine.minus(Duration.ofHours(2));
		assertThat(doubted()).isEqualTo("clock-set");
	}

	@Test
	void aBackupFromTheFutureIsDoubted() {
		StoreTime store = new StoreTime(START, false);

		assertThat(this.clock.look(store, List.of(START.plusSeconds(3000))).doubt()).isNull();
		assertThat(code(this.clock.look(store, List.of(START.plusSeconds(4000), START)).doubt()))
			.isEqualTo("time-in-future");
		assertThat(this.clock.doubt(store)).isNotNull();
		assertThat(this.clock.look(store, List.of(START)).doubt()).isNull();
	}

	@Test
	void whatIsMinutesOldStaysYoungInTheEmbeddedStoreThoughTheClockIsAMonthAheadAtTheStart() {
		List<Instant> stored = LongStream.range(0, 7).mapToObj((i) -> START.minusSeconds(60 * i)).toList();
		this.machine = START.plus(Duration.ofDays(30));
		List<Instant> withOneMore = Stream.concat(stored.stream(), Stream.of(this.machine)).toList();

		assertThat(this.clock.look(embedded(), stored).settled()).isBefore(stored.get(6));
		assertThat(this.clock.look(embedded(), withOneMore).settled()).isBefore(stored.get(6));
		assertThat(this.clock.look(new StoreTime(this.machine, false), withOneMore).settled()).isAfter(stored.get(0));
	}

	@Test
	void whereSomethingIsStoredEveryOtherDayTheEmbeddedStoresAgesAreExact() {
		List<Instant> stored = LongStream.range(0, 20).mapToObj((i) -> START.minus(Duration.ofHours(47 * i))).toList();

		Instant settled = this.clock.look(embedded(), stored).settled();

		assertThat(stored)
			.allSatisfy((time) -> assertThat(time.isAfter(settled)).isEqualTo(time.isAfter(START.minus(GRACE))));
	}

	@Test
	void withoutAGraceEverythingIsSettled() {
		RetentionClock none = new RetentionClock(this.settable, new SteadyClock(this.settable, () -> this.uptime),
				new RetentionProperties(Duration.ZERO, null));

		assertThat(none.look(embedded(), List.of(START.minusSeconds(9), START)).settled()).isEqualTo(START);
	}

	private StoreTime embedded() {
		return new StoreTime(this.machine, true);
	}

	private @Nullable String doubted() {
		return code(this.clock.doubt(embedded()));
	}

	private static @Nullable String code(@Nullable Doubt doubt) {
		return (doubt != null) ? doubt.code() : null;
	}

	private void pass(Duration time) {
		this.machine = this.machine.plus(time);
		this.uptime = this.uptime.plus(time);
	}

	/** The machine's, which the tests set. */
	private final class SettableClock extends Clock {

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return RetentionClockTests.this.machine;
		}

	}

}
