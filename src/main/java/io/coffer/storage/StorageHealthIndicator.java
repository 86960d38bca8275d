package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.stereotype.Component;

/**
 * Whether the storage answers. It is asked once at a time and at most once every few
 * seconds, however many probes come: the first of them waits for the answer, for a
 * bounded time, and all others get the last one at once.
 */
@Component("storageHealthIndicator")
class StorageHealthIndicator implements HealthIndicator {

	private static final Duration VALIDITY = Duration.ofSeconds(5);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	/** A storage that leaves no answer for so long is away. */
	private static final Duration OLDEST = Duration.ofSeconds(15);

	private final Supplier<Health> question;

	private final Executor executor;

	private final LongSupplier nanoTime;

	private Health last = unreachable();

	private long answered;

	private boolean asking;

	@Autowired
	StorageHealthIndicator(Storage storage, SimpleAsyncTaskExecutorBuilder executors) {
		this(() -> ask(storage), executors.threadNamePrefix("probe-").build(), System::nanoTime);
	}

	StorageHealthIndicator(Supplier<Health> question, Executor executor, LongSupplier nanoTime) {
		this.question = question;
		this.executor = executor;
		this.nanoTime = nanoTime;
		this.answered = nanoTime.getAsLong() - OLDEST.toNanos();
	}

	@Override
	public Health health() {
		CompletableFuture<Health> answer;
		synchronized (this) {
			long age = this.nanoTime.getAsLong() - this.answered;
			if (this.asking || age < VALIDITY.toNanos()) {
				return (age < OLDEST.toNanos()) ? this.last : unreachable();
			}
			answer = CompletableFuture.supplyAsync(this.question, this.executor);
			this.asking = true;
		}
		return answer.exceptionally((failure) -> down(ProblemType.INTERNAL_ERROR))
			.thenApply(this::learn)
			.copy()
			.completeOnTimeout(unreachable(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
			.join();
	}

	private synchronized Health learn(Health health) {
		this.asking = false;
		this.last = health;
		this.answered = this.nanoTime.getAsLong();
		return health;
	}

	private static Health ask(Storage storage) {
		try (Bucket bucket = storage.open()) {
			bucket.ping();
			return Health.up().build();
		}
		catch (ProblemException ex) {
			return down(ex.type());
		}
	}

	private static Health unreachable() {
		return down(ProblemType.STORAGE_UNREACHABLE);
	}

	private static Health down(ProblemType type) {
		return Health.down().withDetail("code", type.code()).build();
	}

}
