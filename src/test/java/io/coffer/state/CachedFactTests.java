package io.coffer.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CachedFactTests {

	private static final Duration MAX_AGE = Duration.ofSeconds(5);

	private static final Duration MAX_STALE = Duration.ofMinutes(5);

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);

	private final AtomicInteger questions = new AtomicInteger();

	private final CachedFact fact = new CachedFact(MAX_AGE, MAX_STALE, this.nanos::get);

	private volatile boolean storeIsDown;

	@Test
	void whatIsYoungIsNotAskedForAgain() {
		assertThat(read()).isEqualTo("1");
		after(MAX_AGE.minusNanos(1));
		assertThat(read()).isEqualTo("1");
		after(Duration.ofNanos(1));
		assertThat(read()).isEqualTo("2");
	}

	@Test
	void whileTheStoreIsDownWhatWasKnownGoesOnForABoundedTime() {
		read();
		this.storeIsDown = true;
		after(MAX_STALE.minusNanos(1));
		assertThat(read()).isEqualTo("1");
		after(Duration.ofNanos(1));
		isUnavailable();
		this.storeIsDown = false;
		after(MAX_AGE);
		assertThat(read()).isNotEqualTo("1");
	}

	@Test
	void aStoreThatFailsIsAskedNoMoreOftenThanOneThatAnswers() {
		read();
		this.storeIsDown = true;
		after(MAX_AGE);
		for (int i = 0; i < 100; i++) {
			read();
		}
		assertThat(this.questions).hasValue(2);
		after(MAX_AGE);
		read();
		assertThat(this.questions).hasValue(3);
	}

	@Test
	void whatWasNeverKnownIsUnavailableAndNotAskedForAgainAtOnce() {
		this.storeIsDown = true;
		for (int i = 0; i < 100; i++) {
			isUnavailable();
		}
		assertThat(this.questions).hasValue(1);
	}

	@Test
	void whileOneAsksAStoreThatHangsAllOthersGoOn() {
		read();
		after(MAX_AGE);
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		CompletableFuture<Reading> one = CompletableFuture.supplyAsync(() -> this.fact.read(MAX_AGE, () -> {
			asked.countDown();
			await(answer);
			return answer();
		}));
		await(asked);

		assertThat(read()).isEqualTo("1");

		answer.countDown();
		assertThat(one.join().value()).hasValue("2");
		assertThat(read()).isEqualTo("2");
	}

	@Test
	void aLookUpAsksAtOnceAndThenOnceInAWhile() {
		read();
		Duration every = Duration.ofSeconds(1);
		for (int i = 0; i < 100; i++) {
			assertThat(this.fact.lookUp(every, this::answer).value()).hasValue("2");
		}
		after(every);
		assertThat(this.fact.lookUp(every, this::answer).value()).hasValue("3");
		assertThat(read()).isEqualTo("3");
	}

	@Test
	void manyAtOnceAskOnce() {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<CompletableFuture<Reading>> all = IntStream.range(0, 16)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> this.fact.read(MAX_AGE, () -> {
					asked.countDown();
					await(answer);
					return answer();
				}), threads))
				.toList();
			await(asked);
			answer.countDown();
			assertThat(all).allSatisfy((each) -> assertThat(each.join().value()).hasValue("1"));
		}
		finally {
			threads.shutdown();
		}
		assertThat(this.questions).hasValue(1);
	}

	@Test
	void aChangeIsKnownAtOnceAndOneThatFailedIsAskedForBeforeItIsBelieved() {
		read();
		this.fact.change(this::answer, (before) -> reading("changed"));
		assertThat(read()).isEqualTo("changed");

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.fact.change(this::answer, (before) -> {
			throw new ProblemException(ProblemType.STORAGE_UNREACHABLE, "No answer came.");
		}));
		assertThat(read()).isEqualTo(Integer.toString(this.questions.get()));

		this.storeIsDown = true;
		after(MAX_AGE);
		assertThat(read()).isEqualTo(Integer.toString(this.questions.get() - 1));
	}

	private Object read() {
		return this.fact.read(MAX_AGE, this::answer).value().orElseThrow();
	}

	private void isUnavailable() {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(this::read)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.STATE_UNAVAILABLE));
	}

	private Reading answer() {
		int number = this.questions.incrementAndGet();
		if (this.storeIsDown) {
			throw new ProblemException(ProblemType.STORAGE_UNREACHABLE, "The storage did not answer.");
		}
		return reading(Integer.toString(number));
	}

	private Reading reading(String value) {
		return new Reading(Optional.of(value), true, true, "\"tag\"", this.nanos.get());
	}

	private void after(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
