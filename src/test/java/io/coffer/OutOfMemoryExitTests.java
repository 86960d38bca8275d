package io.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OutOfMemoryExitTests {

	private final List<Integer> exits = new CopyOnWriteArrayList<>();

	@Test
	void aThreadThatDiesForLackOfMemoryEndsTheProcessAsTheJvmsOptionDoes() throws InterruptedException {
		die(new OutOfMemoryError("Java heap space"));

		assertThat(this.exits).containsExactly(3);
	}

	@Test
	void aThreadThatDiesOfAnythingElseEndsAlone() throws InterruptedException {
		die(new IllegalStateException("of the test"));

		assertThat(this.exits).isEmpty();
	}

	private void die(Throwable cause) throws InterruptedException {
		Thread thread = new Thread(() -> sneak(cause));
		thread.setUncaughtExceptionHandler(new OutOfMemoryExit(this.exits::add));
		thread.start();
		thread.join();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneak(Throwable cause) throws T {
		throw (T) cause;
	}

}
