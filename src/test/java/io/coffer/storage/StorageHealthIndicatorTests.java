package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class StorageHealthIndicatorTests {

	private static final Executor THREADS = (task) -> {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
	};

	private final AtomicLong time = new AtomicLong();

	private final AtomicInteger asked = new AtomicInteger();

	private final CountDownLatch gate = new CountDownLatch(1);

	private volatile boolean hangs;

	private final StorageHealthIndicator health = new StorageHealthIndicator(this::answer, THREADS, this.time::get);

	@AfterEach
	void theStorageAnswersAtLast() {
		this.gate.countDown();
	}

	@Test
	void oneAsksAHangingStorageAndTheOthersGetItsLastAnswerAtOnce() {
		assertThat(this.health.health().getStatus()).isEqualTo(Status.UP);
		pass(Duration.ofSeconds(5));
		CompletableFuture<Health> first = askWhileItHangs();

		for (int i = 0; i < 240; i++) {
			assertThat(this.health.health().getStatus()).isEqualTo(Status.UP);
		}

		assertThat(first).isNotDone();
		assertThat(this.asked).hasValue(2);
		pass(Duration.ofSeconds(10));
		assertThat(this.health.health().getStatus()).as("the last answer is too old").isEqualTo(Status.DOWN);
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void whoAsksWaitsForABoundedTimeWhateverTheStorageDoes() {
		CompletableFuture<Health> first = askWhileItHangs();

		assertThat(this.health.health().getStatus()).as("nothing is known").isEqualTo(Status.DOWN);
		assertThat(first.join().getStatus()).isEqualTo(Status.DOWN);
		pass(Duration.ofMinutes(1));
		assertThat(this.health.health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(this.asked).as("one question at a time").hasValue(1);

		this.gate.countDown();
		await().until(() -> this.health.health().getStatus().equals(Status.UP));
	}

	@Test
	void anAnswerHoldsForSomeSeconds() {
		this.health.health();
		pass(Duration.ofMillis(4999));
		this.health.health();
		assertThat(this.asked).hasValue(1);

		pass(Duration.ofMillis(1));
		this.health.health();
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void whatFailsUnexpectedlyIsAskedAgain() {
		AtomicInteger failures = new AtomicInteger();
		StorageHealthIndicator failing = new StorageHealthIndicator(() -> {
			failures.incrementAndGet();
			throw new IllegalStateException("The pool is closed");
		}, Runnable::run, this.time::get);

		assertThat(failing.health().getDetails()).containsEntry("code", "internal-error");
		pass(Duration.ofSeconds(5));
		assertThat(failing.health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(failures).hasValue(2);
	}

	private CompletableFuture<Health> askWhileItHangs() {
		this.hangs = true;
		int before = this.asked.get();
		CompletableFuture<Health> answer = CompletableFuture.supplyAsync(this.health::health, THREADS);
		await().until(() -> this.asked.get() > before);
		return answer;
	}

	private Health answer() {
		this.asked.incrementAndGet();
		try {
			if (this.hangs) {
				this.gate.await();
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return Health.up().build();
	}

	private void pass(Duration duration) {
		this.time.addAndGet(duration.toNanos());
	}

}
