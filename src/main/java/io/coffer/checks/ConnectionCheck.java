package io.coffer.checks;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.S3Settings;
import io.coffer.storage.Storage;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.stereotype.Component;

/**
 * Tries settings in the way that backups will use them: a probe object is written,
 * listed, read and deleted under the root path. Listing alone proves nothing, since keys
 * and encodings can be right for one and wrong for the other.
 */
@Component
public class ConnectionCheck {

	private final Storage storage;

	private final Executor executor;

	private final Duration timeout;

	ConnectionCheck(Storage storage, SimpleAsyncTaskExecutorBuilder executors,
			@Value("${coffer.check.timeout:20s}") Duration timeout) {
		this.storage = storage;
		this.timeout = timeout;
		this.executor = executors.threadNamePrefix("check-").build();
	}

	/**
	 * Runs the check within twenty seconds, or what {@code coffer.check.timeout} says. A
	 * store that answers later still has its probe removed, in the background.
	 */
	public CheckReport run(S3Settings settings) {
		Bucket bucket = this.storage.open(settings);
		URI url = bucket.url();
		Probe probe = new Probe(bucket);
		CompletableFuture<Void> end = CompletableFuture.runAsync(probe, this.executor)
			.whenComplete((nothing, failure) -> bucket.close());
		try {
			end.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
			return new CheckReport(url, probe.steps(), null);
		}
		catch (TimeoutException ex) {
			return new CheckReport(url, probe.stepsSoFar(this.timeout), null);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemType.BUSY, "Coffer is shutting down.", ex);
		}
	}

}
