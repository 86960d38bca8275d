package io.coffer.checks;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.S3Settings;
import io.coffer.storage.Bucket;
import io.coffer.storage.Storage;
import io.coffer.web.CorsProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.stereotype.Component;

/**
 * Tries settings in the way that backups will use them, and says what works, what does
 * not, and what to do about it. Listing alone proves nothing, since keys and encodings
 * can be right for one and wrong for the other.
 */
@Component
public class ConnectionCheck {

	private static final Duration LOOK_EVERY = Duration.ofMillis(100);

	private final Storage storage;

	private final Executor executor;

	private final Duration timeout;

	private final List<String> origins;

	ConnectionCheck(Storage storage, SimpleAsyncTaskExecutorBuilder executors, CheckProperties properties,
			CorsProperties cors) {
		this.storage = storage;
		this.timeout = properties.timeout();
		this.origins = cors.allowedOrigins();
		this.executor = executors.threadNamePrefix("check-").build();
	}

	/**
	 * Runs the check within twenty seconds, or what {@code coffer.check.timeout} says,
	 * the search for a fix included. A store that answers later still has its probe
	 * removed, in the background.
	 * @throws ProblemException {@link ProblemType#BUSY} if Coffer shuts down meanwhile
	 */
	public CheckReport run(S3Settings settings) {
		return run(settings, (step) -> {
		});
	}

	/**
	 * The same for somebody who watches.
	 * @param told learns of each step as it is taken, on this thread; the report has the
	 * last word
	 */
	public CheckReport run(S3Settings settings, Consumer<CheckStep> told) {
		long end = System.nanoTime() + this.timeout.toNanos();
		Bucket bucket = this.storage.open(settings);
		CheckRun run;
		CompletableFuture<CheckRun> steps;
		try {
			run = new CheckRun(settings, bucket, this.origins);
			steps = CompletableFuture.supplyAsync(() -> run(run, bucket), this.executor);
		}
		catch (RuntimeException | Error ex) {
			bucket.close();
			throw ex;
		}
		CheckRecorder log = run.log();
		boolean inTime = watch(steps, log, end, told);
		List<CheckStep> taken = inTime ? log.close() : log.close(this.timeout);
		Optional<S3Settings> fix = inTime ? fix(settings, log, end) : Optional.empty();
		return new CheckReport(run.url(), hinted(taken, settings, fix), fix.map(Suggestion::of).orElse(null),
				inTime ? run.capabilities() : null);
	}

	private static CheckRun run(CheckRun run, Bucket bucket) {
		try (bucket) {
			return run.run();
		}
	}

	/** The first fix that works, if there is time to find one. */
	private Optional<S3Settings> fix(S3Settings settings, CheckRecorder log, long end) {
		if (log.fixable().isEmpty()) {
			return Optional.empty();
		}
		List<S3Settings> fixes = SettingsFixes.of(settings, log.fixable().get(), log.succeeded("http"));
		CompletableFuture<Optional<S3Settings>> search = CompletableFuture.supplyAsync(
				() -> fixes.stream().filter((fix) -> System.nanoTime() - end < 0 && works(fix)).findFirst(),
				this.executor);
		return await(search, end).flatMap((found) -> found);
	}

	private boolean works(S3Settings settings) {
		try (Bucket bucket = this.storage.open(settings)) {
			return new CheckRun(settings, bucket, this.origins).tryOut();
		}
	}

	/** Tells of the steps until all are taken, or until time is up: false. */
	private static boolean watch(CompletableFuture<CheckRun> steps, CheckRecorder log, long end,
			Consumer<CheckStep> told) {
		boolean done = false;
		while (!done && System.nanoTime() - end < 0) {
			done = await(steps, Math.min(end, System.nanoTime() + LOOK_EVERY.toNanos())).isPresent();
			log.news().forEach(told);
		}
		return done;
	}

	/** The result, or nothing when time is up. */
	private static <T> Optional<T> await(CompletableFuture<T> task, long end) {
		try {
			return Optional.of(task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
		}
		catch (TimeoutException ex) {
			return Optional.empty();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemType.BUSY, "Coffer is shutting down.", ex);
		}
	}

	/** The steps, the one that failed first with what would fix it. */
	private static List<CheckStep> hinted(List<CheckStep> taken, S3Settings settings, Optional<S3Settings> fix) {
		List<CheckStep> steps = new ArrayList<>(taken);
		fix.ifPresent((works) -> {
			int failed = 0;
			while (steps.get(failed).status() != CheckStep.Status.FAILED) {
				failed++;
			}
			steps.set(failed, steps.get(failed).withHint(SettingsFixes.describe(settings, works)));
		});
		return steps;
	}

}
