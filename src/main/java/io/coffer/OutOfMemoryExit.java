package io.coffer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when a thread has died for lack of memory, as
 * {@code -XX:+ExitOnOutOfMemoryError} does, which a jar cannot ask for by itself: where
 * it was Tomcat's thread that accepts connections, Coffer would go on for ever and answer
 * no request. A service manager or an orchestrator starts it again.
 */
final class OutOfMemoryExit implements UncaughtExceptionHandler {

	/** What the JVM's own option exits with. */
	private static final int STATUS = 3;

	private static final byte[] MESSAGE = "A thread died of an OutOfMemoryError, so Coffer ends: give it more memory\n"
		.getBytes(StandardCharsets.US_ASCII);

	/** The descriptor itself, which needs no lock and no buffer. */
	private static final OutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

	private static final Logger log = LoggerFactory.getLogger(OutOfMemoryExit.class);

	private final IntConsumer exit;

	OutOfMemoryExit() {
		// Not exit: nothing may be left to end in good order with
		this(Runtime.getRuntime()::halt);
	}

	OutOfMemoryExit(IntConsumer exit) {
		this.exit = exit;
	}

	/** Logging takes memory, and while there is none it may take for ever. */
	@Override
	public void uncaughtException(Thread thread, Throwable failure) {
		if (!(failure instanceof OutOfMemoryError)) {
			log.error("The thread {} has failed", thread.getName(), failure);
			return;
		}
		try {
			STANDARD_ERROR.write(MESSAGE);
		}
		catch (IOException ex) {
			// then the status alone tells
		}
		finally {
			this.exit.accept(STATUS);
		}
	}

}
