package io.coffer.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestCoalescerTests {

	private final RequestCoalescer<String, Integer> sweeps = new RequestCoalescer<>();

	private final CountDownLatch gate = new CountDownLatch(1);

	private final AtomicInteger begun = new AtomicInteger();

	/** What the store holds at the moment. */
	private final AtomicInteger stored = new AtomicInteger();

	private final List<Thread> threads = new ArrayList<>();

	@AfterEach
	void nobodyIsLeft() {
		this.gate.countDown();
		await().until(() -> this.threads.stream().noneMatch(Thread::isAlive));
		assertThat(this.sweeps.size()).isZero();
	}

	@Test
	void whoAsksAloneIsAnsweredAtOnce() {
		assertThat(this.sweeps.ask("all", () -> 1)).isEqualTo(1);
		assertThat(this.sweeps.ask("all", () -> 2)).isEqualTo(2);
	}

	@Test
	void whoComesWhileOneIsUnderWaySharesTheNext() {
		CompletableFuture<Integer> first = ask("all");
		await().until(() -> this.begun.get() == 1);
		this.stored.set(7);
		List<CompletableFuture<Integer>> later = waiting(20);

		this.gate.countDown();

		assertThat(first.join()).isZero();
		assertThat(later).allSatisfy((answer) -> assertThat(answer.join()).isEqualTo(7));
		assertThat(this.begun).hasValue(2);
	}

	@Test
	void anotherQuestionDoesNotWait() {
		CompletableFuture<Integer> first = ask("all");
		await().until(() -> this.begun.get() == 1);

		assertThat(this.sweeps.ask("other", () -> 3)).isEqualTo(3);
		assertThat(first).isNotDone();
		assertThat(this.sweeps.size()).isOne();
	}

	@Test
	void aFailureIsEveryonesWhoSharesItAndNobodyElses() {
		CompletableFuture<Integer> first = ask("all");
		await().until(() -> this.begun.get() == 1);
		IllegalStateException failure = new IllegalStateException("The store is away");
		List<CompletableFuture<Integer>> later = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			later.add(ask("all", () -> {
				throw failure;
			}));
		}
		await().until(() -> waitingThreads() == 5);

		this.gate.countDown();

		assertThat(first.join()).isZero();
		assertThat(later).allSatisfy((answer) -> assertThatThrownBy(answer::join).hasCause(failure));
		assertThat(this.sweeps.ask("all", () -> 4)).isEqualTo(4);
	}

	@Test
	void whatOneCallerIsRefusedIsNotTheOthers() {
		CompletableFuture<Integer> first = ask("all");
		await().until(() -> this.begun.get() == 1);
		CompletableFuture<Integer> refused = ask("all", () -> {
			throw new ProblemException(ProblemType.BUSY, "This caller has more than its share");
		});
		await().until(() -> waitingThreads() == 1);
		this.stored.set(7);
		CompletableFuture<Integer> other = ask("all", this.stored::get);
		await().until(() -> waitingThreads() == 2);

		this.gate.countDown();

		assertThat(first.join()).isZero();
		assertThatThrownBy(refused::join).hasCauseInstanceOf(ProblemException.class);
		assertThat(other.join()).isEqualTo(7);
	}

	@Test
	void aFailedSweepDoesNotFailTheOneThatWaitsForIt() {
		CompletableFuture<Integer> failed = ask("all", () -> {
			sweep();
			throw new IllegalStateException("The store is away");
		});
		await().until(() -> this.begun.get() == 1);
		List<CompletableFuture<Integer>> later = waiting(3);

		this.gate.countDown();

		assertThatThrownBy(failed::join).hasCauseInstanceOf(IllegalStateException.class);
		assertThat(later).allSatisfy((answer) -> assertThat(answer.join()).isZero());
	}

	@Test
	void noAnswerIsOlderThanItsQuestionAndNoTwoSweepsOfAQuestionRunAtOnce() throws Exception {
		AtomicInteger underWay = new AtomicInteger();
		AtomicInteger mostUnderWay = new AtomicInteger();
		ExecutorService clients = Executors.newFixedThreadPool(8);
		try {
			List<Future<Boolean>> truths = new ArrayList<>();
			for (int i = 0; i < 5000; i++) {
				truths.add(clients.submit(() -> {
					int mine = this.stored.incrementAndGet();
					return this.sweeps.ask("all", () -> {
						mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
						int seen = this.stored.get();
						underWay.decrementAndGet();
						return seen;
					}) >= mine;
				}));
			}
			for (Future<Boolean> truth : truths) {
				assertThat(truth.get()).isTrue();
			}
			assertThat(mostUnderWay).hasValue(1);
		}
		finally {
			clients.shutdownNow();
		}
	}

	private List<CompletableFuture<Integer>> waiting(int count) {
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			answers.add(ask("all"));
		}
		await().until(() -> waitingThreads() == count);
		return answers;
	}

	/** The first thread waits for the gate, which is not counted. */
	private long waitingThreads() {
		return this.threads.stream().skip(1).filter((thread) -> thread.getState() == Thread.State.WAITING).count();
	}

	private CompletableFuture<Integer> ask(String question) {
		return ask(question, this::sweep);
	}

	private CompletableFuture<Integer> ask(String question, Supplier<Integer> sweep) {
		CompletableFuture<Integer> answer = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				answer.complete(this.sweeps.ask(question, sweep));
			}
			catch (RuntimeException ex) {
				answer.completeExceptionally(ex);
			}
		});
		this.threads.add(thread);
		thread.start();
		return answer;
	}

	/** Sees the state of its beginning, as a listing that has passed the place may. */
	private int sweep() {
		int seen = this.stored.get();
		this.begun.incrementAndGet();
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return seen;
	}

}
