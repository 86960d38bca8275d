package io.coffer.verification;

import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ObjectContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A verification under way: one thread reads, another one waits for it, asks how far it
 * is, or gives it up.
 */
final class Verification {

	private final CompletableFuture<VerifyReport> end = new CompletableFuture<>();

	private @Nullable ObjectContent content;

	private @Nullable DigestingInputStream bytes;

	private boolean givenUp;

	/**
	 * Begins to read.
	 * @throws ProblemException if the verification was given up before
	 */
	synchronized DigestingInputStream read(ObjectContent content) {
		if (this.givenUp) {
			throw new ProblemException(ProblemType.BUSY, "The verification was given up.");
		}
		this.content = content;
		this.bytes = new DigestingInputStream(content);
		return this.bytes;
	}

	/** Ends with a report. */
	void complete(VerifyReport report) {
		this.end.complete(report);
	}

	/** Ends with what went wrong. */
	void fail(Throwable failure) {
		this.end.completeExceptionally(failure);
	}

	/**
	 * Waits for the end.
	 * @return the report, or nothing if the end has not come in that time
	 * @throws ProblemException that of the storage, {@link ProblemType#BUSY} if this
	 * thread is to stop, or why the work that it does is to end
	 */
	Optional<VerifyReport> await(Duration time) {
		try {
			return Optional.of(this.end.get(time.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException ex) {
			Work.current().requireGoingOn();
			return Optional.empty();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof ProblemException problem) ? problem
					: new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ProblemException(ProblemType.BUSY, "Coffer is shutting down.", ex);
		}
	}

	/** How far it is; nothing before the store has begun to answer. */
	synchronized Optional<Progress> progress() {
		return Optional.ofNullable(this.bytes).map((bytes) -> new Progress(bytes.count(), bytes.length()));
	}

	/**
	 * Cuts the connection to the store, so that the read ends at once; nothing happens
	 * after the end.
	 */
	synchronized void giveUp() {
		if (this.end.isDone()) {
			return;
		}
		this.givenUp = true;
		if (this.content != null) {
			try {
				this.content.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	synchronized boolean isGivenUp() {
		return this.givenUp;
	}

	/**
	 * How far it is.
	 *
	 * @param bytesRead how many bytes have come from the store
	 * @param size how many there are
	 */
	record Progress(long bytesRead, long size) {
	}

}
