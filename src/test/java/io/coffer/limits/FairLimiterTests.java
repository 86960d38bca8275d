package io.coffer.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairLimiterTests {

	static final Duration LONG = Duration.ofMinutes(5);

	private static final int MEBIBYTE = 1024 * 1024;

	/** Ends nothing by itself. */
	private final FairLimiter patient = new FairLimiter(4, LONG);

	private final FairLimiter impatient = new FairLimiter(4, Duration.ZERO);

	@Test
	void oneAloneMayHaveEverything() {
		take(this.patient, "a", 4);

		assertThat(this.patient.used()).isEqualTo(4);
		assertThat(this.patient.take(work("a"), 1, Duration.ofMillis(1))).isEmpty();
		assertThat(this.patient.takeOfOthers(work("a"), 1, LONG)).as("refused at once").isEmpty();
		assertThat(this.patient.waiting()).isZero();
	}

	@Test
	void whoHasLeastIsServedFirst() {
		List<Share> many = take(this.patient, "a", 4);
		Waiter more = new Waiter(this.patient, "a", 1);
		Waiter first = new Waiter(this.patient, "b", 1);
		Waiter second = new Waiter(this.patient, "b", 1);

		many.get(0).close();
		assertThat(first.share.join()).isPresent();
		many.get(1).close();
		assertThat(second.share.join()).isPresent();
		many.get(2).close();
		assertThat(more.share.join()).isPresent();
	}

	@Test
	void nobodyOvertakesOneWhoNeedsMuch() {
		List<Share> many = take(this.patient, "a", 4);
		Waiter large = new Waiter(this.patient, "b", 3);
		Waiter small = new Waiter(this.patient, "c", 1);

		many.get(0).close();

		assertThat(this.patient.takeIfFree(work("d"), 1)).as("one is free, but others wait").isEmpty();
		assertThat(small.share).isNotDone();
		many.get(1).close();
		many.get(2).close();
		assertThat(large.share.join()).isPresent();
		assertThat(small.share).isNotDone();
		many.get(3).close();
		assertThat(small.share.join()).isPresent();
	}

	@Test
	void theSlowestOfWhoHasMostIsEnded() {
		List<Work> works = works("a", 3);
		List<Share> shares = works.stream().map((work) -> this.impatient.takeIfFree(work, 1).orElseThrow()).toList();
		take(this.impatient, "b", 1);
		works.get(0).moved(MEBIBYTE);
		works.get(2).moved(MEBIBYTE);

		Waiter waiter = new Waiter(this.impatient, "c", 1);

		await().until(() -> hasEnded(works.get(1)));
		assertThatExceptionOfType(ProblemException.class).isThrownBy(works.get(1)::requireGoingOn)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.BUSY));
		assertThatCode(works.get(0)::requireGoingOn).doesNotThrowAnyException();
		assertThat(waiter.share).isNotDone();
		shares.get(1).close();
		assertThat(waiter.share.join()).isPresent();
		assertThat(this.impatient.ended()).isOne();
	}

	@Test
	void noMoreAreEndedThanUntilSharesAreEqual() {
		List<Work> works = works("a", 4);
		works.forEach((work) -> closingWhenEnded(this.impatient, work));
		List<Waiter> others = IntStream.range(0, 4).mapToObj((i) -> new Waiter(this.impatient, "b", 1)).toList();

		await().until(() -> others.stream().filter((other) -> other.share.isDone()).count() == 2);

		assertThat(this.impatient.waiting()).isEqualTo(2);
		assertThat(works).filteredOn(FairLimiterTests::hasEnded).hasSize(2);
	}

	@Test
	void whoHasNoMoreThanAnotherWouldGetKeepsIt() {
		take(this.impatient, "a", 2);
		take(this.impatient, "b", 1);
		take(this.impatient, "c", 1);

		assertThat(this.impatient.take(work("b"), 1, Duration.ofMillis(50))).isEmpty();
		assertThat(this.impatient.takeOfOthers(work("b"), 1, LONG)).isEmpty();
		assertThat(this.impatient.ended()).isZero();
	}

	@Test
	void everythingThatAWorkHoldsLeavesWithIt() {
		Work both = work("a");
		assertThat(this.impatient.takeIfFree(both, 2)).isPresent();
		assertThat(this.impatient.takeIfFree(both, 1)).isPresent();
		Work other = work("a");
		assertThat(this.impatient.takeIfFree(other, 1)).isPresent();
		both.moved(0);
		other.moved(MEBIBYTE);

		new Waiter(this.impatient, "b", 1);

		await().until(() -> hasEnded(both));
		assertThat(hasEnded(other)).isFalse();
	}

	@Test
	void coffersOwnWorkIsNotEnded() {
		for (int i = 0; i < 4; i++) {
			assertThat(this.impatient.takeIfFree(ownWork(), 1)).isPresent();
		}

		assertThat(this.impatient.takeOfOthers(work("a"), 1, LONG)).isEmpty();
		assertThat(this.impatient.ended()).isZero();
	}

	@Test
	void whoTakesTurnsGivesWayOnceForEachWhoNeedsIt() {
		List<Share> many = take(this.patient, "a", 4);
		assertThat(many).noneMatch(Share::givesWay);
		Waiter other = new Waiter(this.patient, "b", 1);

		assertThat(many.get(0).givesWay()).isTrue();
		assertThat(many.get(0).givesWay()).as("a second answer").isFalse();
		assertThat(many.get(1).givesWay()).as("one is on its way").isFalse();
		many.get(0).close();

		assertThat(other.share.join()).isPresent();
		assertThat(many.subList(1, 4)).noneMatch(Share::givesWay);
	}

	@Test
	void whoGaveWayTakesTurnsWithItsOwnAndComesBeforeWhatHasNotBegun() {
		List<Share> many = take(this.patient, "a", 4);
		Waiter fresh = new Waiter(this.patient, "a", 1);
		assertThat(many).noneMatch(Share::givesWay);
		Waiter again = new Waiter(this.patient, "a", 1, true);

		assertThat(many.get(2).givesWay()).isTrue();
		many.get(2).close();

		assertThat(again.share.join()).isPresent();
		assertThat(fresh.share).isNotDone();
	}

	@Test
	void aShareComesBackOnceHoweverOftenItIsClosed() {
		Share share = take(this.patient, "a", 2).get(0);

		share.close();
		share.close();

		assertThat(this.patient.used()).isOne();
	}

	@Test
	void workThatIsEndedWaitsNoLonger() {
		List<Share> many = take(this.patient, "a", 4);
		Waiter waiter = new Waiter(this.patient, "b", 1);

		waiter.work.join().end(() -> new ProblemException(ProblemType.UNAUTHENTICATED, "revoked"));

		assertThat(waiter.share).failsWithin(Duration.ofMinutes(1));
		many.forEach(Share::close);
		assertThat(this.patient.used()).isZero();
	}

	@Test
	void anInterruptedWaitTakesNothing() {
		List<Share> many = take(this.patient, "a", 4);
		Waiter waiter = new Waiter(this.patient, "b", 1);

		waiter.thread.interrupt();

		assertThat(waiter.share.join()).isEmpty();
		many.forEach(Share::close);
		assertThat(this.patient.used()).isZero();
		assertThat(this.patient.waiting()).isZero();
	}

	@Test
	void neverMoreThanTheCapacityIsOutAndEverythingComesBack() throws Exception {
		FairLimiter limiter = new FairLimiter(10, Duration.ofMillis(1));
		AtomicLong out = new AtomicLong();
		AtomicLong most = new AtomicLong();
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<Future<?>> ends = new ArrayList<>();
			for (int i = 0; i < 4000; i++) {
				int amount = 1 + i % 10;
				String key = "key-" + i % 3;
				ends.add(threads.submit(() -> {
					try (Work work = work(key); Share share = limiter.take(work, amount, LONG).orElseThrow()) {
						most.accumulateAndGet(out.addAndGet(amount), Math::max);
						share.givesWay();
						out.addAndGet(-amount);
					}
				}));
			}
			for (Future<?> end : ends) {
				end.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(most.get()).isBetween(1L, 10L);
		assertThat(limiter.used()).isZero();
	}

	static List<Share> take(FairLimiter limiter, String key, int count) {
		return works(key, count).stream().map((work) -> limiter.takeIfFree(work, 1).orElseThrow()).toList();
	}

	static void closingWhenEnded(FairLimiter limiter, Work work) {
		Share share = limiter.takeIfFree(work, 1).orElseThrow();
		Thread thread = new Thread(() -> {
			await().forever().until(() -> hasEnded(work));
			share.close();
		});
		thread.setDaemon(true);
		thread.start();
	}

	static boolean hasEnded(Work work) {
		try {
			work.requireGoingOn();
			return false;
		}
		catch (ProblemException ex) {
			return true;
		}
	}

	private static List<Work> works(String key, int count) {
		return IntStream.range(0, count).mapToObj((i) -> work(key)).toList();
	}

	/**
	 * Work of a caller.
	 * @param key its name, and before it perhaps its vault and a slash
	 */
	static Work work(String key) {
		String vault = key.contains("/") ? key.substring(0, key.indexOf('/')) : "default";
		return Work.begin(new ShareKey(vault, "DEVICE", key), () -> {
		});
	}

	private static Work ownWork() {
		return CompletableFuture.supplyAsync(Work::current).join();
	}

}
