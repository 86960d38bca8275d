package io.coffer.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The parts of one upload that are on their way. Used by one thread at a time.
 */
final class Parts {

	private static final Logger logger = LoggerFactory.getLogger(Parts.class);

	/** Sends one part and answers once the store has it. */
	@FunctionalInterface
	interface Sender {

		CompletedPart send(int number, Buffer buffer);

	}

	private record Sent(CompletedPart part, Buffer buffer) {
	}

	private final CompletionService<Sent> completion;

	private final Sender sender;

	private final List<CompletedPart> done = new ArrayList<>();

	private int submitted;

	private int inFlight;

	Parts(Executor executor, Sender sender) {
		this.completion = new ExecutorCompletionService<>(executor);
		this.sender = sender;
	}

	int submitted() {
		return this.submitted;
	}

	int inFlight() {
		return this.inFlight;
	}

	/** Sends the buffer as the next part; {@link #awaitAnyPart()} gives it back. */
	void submit(Buffer buffer) {
		int number = this.submitted + 1;
		try {
			this.completion.submit(() -> send(number, buffer));
		}
		catch (RuntimeException | Error ex) {
			buffer.close();
			throw ex;
		}
		this.submitted = number;
		this.inFlight++;
	}

	private Sent send(int number, Buffer buffer) {
		try {
			return new Sent(this.sender.send(number, buffer), buffer);
		}
		catch (RuntimeException | Error ex) {
			buffer.close();
			throw ex;
		}
	}

	/** Waits for one part to arrive and gives its buffer back for the next. */
	Buffer awaitAnyPart() throws InterruptedException {
		Future<Sent> next = this.completion.take();
		this.inFlight--;
		try {
			return keep(next.get());
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	private Buffer keep(Sent sent) {
		try {
			this.done.add(sent.part());
			return sent.buffer();
		}
		catch (RuntimeException | Error ex) {
			sent.buffer().close();
			throw ex;
		}
	}

	/** Waits for all parts and lists them in order. */
	List<CompletedPart> finish() throws InterruptedException {
		while (this.inFlight > 0) {
			awaitAnyPart().close();
		}
		return this.done.stream().sorted(Comparator.comparing(CompletedPart::partNumber)).toList();
	}

	/**
	 * Gives back every buffer, once its part has arrived or failed. Nothing waits after
	 * an abort.
	 */
	void release() {
		boolean interrupted = Thread.interrupted();
		while (this.inFlight > 0) {
			try {
				awaitAnyPart().close();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
			catch (RuntimeException ex) {
				logger.debug("A part failed after its upload had ended", ex);
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
