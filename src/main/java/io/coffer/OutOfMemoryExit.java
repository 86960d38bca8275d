package io.coffer;

import java.lang.Thread.UncaughtExceptionHandler;
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

	private static final Logger log = LoggerFactory.getLogger(OutOfMemoryExit.class);

	private final IntConsumer exit;

	OutOfMemoryExit() {
		// Not exit: nothing may be left to end in good order with
		this(Runtime.getRuntime()::halt);
	}

	OutOfMemoryExit(IntConsumer exit) {
		this.exit = exit;
	}

	@Override
	public void uncaughtException(Thread thread, Throwable failure) {
		try {
			log.error("The thread {} has failed", thread.getName(), failure);
		}
		finally {
			if (failure instanceof OutOfMemoryError) {
				this.exit.accept(STATUS);
			}
		}
	}

}
