package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.coffer.limits.ShareKey;
import io.coffer.limits.UploadProperties;
import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BufferPoolTests {

	private static final int KIBIBYTE = 1024;

	private static final Duration PATIENT = Duration.ofMinutes(5);

	private final BufferPool pool = pool(DataSize.ofKilobytes(64), PATIENT);

	@Test
	void theCapacityIsCountedInBytes() {
		Buffer large = this.pool.take(48 * KIBIBYTE);
		Buffer small = this.pool.take(16 * KIBIBYTE);

		assertThat(this.pool.bytesInUse()).isEqualTo(64 * KIBIBYTE).isEqualTo(this.pool.capacity());
		assertThat(this.pool.takeIfFree(1)).isNull();
		small.close();
		assertThat(this.pool.takeIfFree(16 * KIBIBYTE + 1)).isNull();
		assertThat(this.pool.takeIfFree(16 * KIBIBYTE)).isNotNull();
		large.close();
	}

	@Test
	void thePoolNeverHasMoreThanItsShareOfTheHeap() {
		BufferPool all = pool(DataSize.ofTerabytes(1), Duration.ZERO);

		Buffer buffer = all.take(KIBIBYTE);

		assertThat(all.bytesInUse()).isEqualTo(KIBIBYTE);
		assertThat(all.largestBuffer()).isPositive().isLessThanOrEqualTo((int) (Runtime.getRuntime().maxMemory() / 10));
		buffer.close();
	}

	@Test
	void anUploadTakesAQuarterOfThePoolAtMost() {
		assertThat(pool(DataSize.ofMegabytes(40), PATIENT).largestBuffer()).isEqualTo(10 * KIBIBYTE * KIBIBYTE);
	}

	@Test
	void aSmallPoolStillAllowsTheSmallestPartThatS3Takes() {
		assertThat(pool(DataSize.ofMegabytes(10), PATIENT).largestBuffer()).isEqualTo(5 * KIBIBYTE * KIBIBYTE);
	}

	@Test
	void aBufferComesBackOnceHoweverOftenItIsClosed() {
		Buffer kept = this.pool.take(16 * KIBIBYTE);
		Buffer buffer = this.pool.take(16 * KIBIBYTE);

		buffer.close();
		buffer.close();

		assertThat(this.pool.bytesInUse()).isEqualTo(16 * KIBIBYTE);
		kept.close();
		assertThat(this.pool.bytesInUse()).isZero();
	}

	@Test
	void aHeapThatIsFullForAMomentTakesNothingFromThePool() {
		AtomicBoolean full = new AtomicBoolean(true);
		BufferPool poor = new BufferPool(properties(DataSize.ofKilobytes(64), PATIENT), (size) -> {
			if (full.get()) {
				throw new OutOfMemoryError("Java heap space");
			}
			return new byte[size];
		});

		for (int i = 0; i < 5; i++) {
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> poor.take(48 * KIBIBYTE));
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> poor.takeIfFree(48 * KIBIBYTE));
			assertThat(poor.bytesInUse()).isZero();
		}
		full.set(false);
		poor.take(64 * KIBIBYTE).close();
	}

	@Test
	void oneUploadThatGoesOnHandsABufferToAnotherCallerThatHasNone() {
		Buffer first;
		Buffer second;
		try (Work work = Work.begin(new ShareKey("default", "DEVICE", "many"), () -> {
		})) {
			first = this.pool.take(32 * KIBIBYTE);
			second = this.pool.take(32 * KIBIBYTE);
			assertThat(this.pool.keepOrShare(first, true)).isSameAs(first);
			Waiter other = new Waiter(16 * KIBIBYTE);

			assertThat(this.pool.keepOrShare(first, true)).as("it has another").isNull();
			other.buffer.join();
			assertThat(this.pool.keepOrShare(second, false)).as("nobody waits").isSameAs(second);
			Waiter large = new Waiter(48 * KIBIBYTE);
			assertThat(this.pool.keepOrShare(second, false)).as("the other would have more").isSameAs(second);
			second.close();
			large.buffer.join();
		}
	}

	@Test
	void whoWaitsInVainIsToldThatCofferIsBusy() {
		BufferPool hasty = pool(DataSize.ofKilobytes(64), Duration.ofMillis(1));
		Buffer all = hasty.take(64 * KIBIBYTE);

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> hasty.take(KIBIBYTE))
			.satisfies((problem) -> {
				assertThat(problem.type()).isEqualTo(ProblemType.BUSY);
				assertThat(problem.properties()).containsKey("retryAfter");
			});

		all.close();
		assertThat(hasty.bytesInUse()).isZero();
	}

	@Test
	void whoCameFirstIsServedFirstAndNobodyOvertakes() {
		Buffer first = this.pool.take(32 * KIBIBYTE);
		Buffer second = this.pool.take(16 * KIBIBYTE);
		Waiter large = new Waiter(48 * KIBIBYTE);
		Waiter small = new Waiter(16 * KIBIBYTE);

		assertThat(this.pool.waiting()).isEqualTo(2);
		assertThat(this.pool.takeIfFree(KIBIBYTE)).as("16 KiB are free, but others wait").isNull();
		second.close();
		assertThat(large.buffer).isNotDone();
		assertThat(small.buffer).as("32 KiB are free, but another came before").isNotDone();
		first.close();

		Buffer served = large.buffer.join();
		small.buffer.join().close();
		served.close();
		assertThat(this.pool.bytesInUse()).isZero();
	}

	@Test
	void anInterruptedWaitTakesNothing() {
		Buffer all = this.pool.take(64 * KIBIBYTE);
		Waiter waiter = new Waiter(KIBIBYTE);

		waiter.thread.interrupt();

		assertThat(waiter.buffer).failsWithin(Duration.ofMinutes(1));
		all.close();
		assertThat(this.pool.bytesInUse()).isZero();
	}

	private static BufferPool pool(DataSize memory, Duration wait) {
		return new BufferPool(properties(memory, wait), byte[]::new);
	}

	private static UploadProperties properties(DataSize memory, Duration wait) {
		return new UploadProperties(DataSize.ofGigabytes(50), memory, wait, 2, Duration.ofSeconds(60),
				DataSize.ofKilobytes(64));
	}

	/** Another upload, which has begun to wait for its buffer. */
	private final class Waiter {

		private final CompletableFuture<Buffer> buffer = new CompletableFuture<>();

		private final Thread thread;

		Waiter(int size) {
			this.thread = new Thread(() -> take(size));
			this.thread.setDaemon(true);
			this.thread.start();
			await().until(() -> this.thread.getState() == Thread.State.TIMED_WAITING);
		}

		private void take(int size) {
			try {
				this.buffer.complete(BufferPoolTests.this.pool.take(size));
			}
			catch (ProblemException ex) {
				this.buffer.completeExceptionally(ex);
			}
		}

	}

}
