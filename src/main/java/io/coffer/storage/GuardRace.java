package io.coffer.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Two writers of one new name who meet at the store, several times. A store that looks
 * first and writes then turns away whoever comes later, but not always one of two who
 * come at once.
 */
final class GuardRace {

	private static final int FEWEST_ROUNDS = 3;

	private static final int MOST_ROUNDS = 10;

	/** After so long no round begins but the fewest. */
	private static final Duration ENOUGH = Duration.ofSeconds(1);

	private static final int SECONDS_FOR_THE_OTHER = 10;

	/** A kind of write. */
	@FunctionalInterface
	private interface Write {

		boolean isTaken(String path, Runnable start);

	}

	private final GuardedWrites writes;

	private final String path;

	private final ExecutorService writers = Executors.newFixedThreadPool(2);

	private final List<String> paths = new ArrayList<>();

	/**
	 * Prepares a race.
	 * @param path what the paths of all its objects begin with
	 */
	GuardRace(GuardedWrites writes, String path) {
		this.writes = writes;
		this.path = path;
	}

	/** Whether two never won. Nothing that was written stays. */
	boolean isAlwaysWonByOne() {
		try {
			return isWonByOne(this.writes::put) && isWonByOne(this.writes::complete);
		}
		finally {
			cleanUp();
		}
	}

	private boolean isWonByOne(Write write) {
		long start = System.nanoTime();
		for (int round = 0; round < MOST_ROUNDS; round++) {
			if (round >= FEWEST_ROUNDS && System.nanoTime() - start > ENOUGH.toNanos()) {
				break;
			}
			if (Collections.frequency(together(write), true) > 1) {
				return false;
			}
		}
		return true;
	}

	private List<Boolean> together(Write write) {
		String name = this.path + "-" + this.paths.size();
		this.paths.add(name);
		CyclicBarrier line = new CyclicBarrier(2);
		return all(Collections.nCopies(2, () -> write.isTaken(name, () -> await(line))));
	}

	private static void await(CyclicBarrier line) {
		try {
			line.await(SECONDS_FOR_THE_OTHER, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw SdkClientException.create("The check is over", ex);
		}
		catch (BrokenBarrierException | TimeoutException ex) {
			throw SdkClientException.create("The other writer did not come", ex);
		}
	}

	private void cleanUp() {
		try {
			all(this.paths.stream().map((name) -> Executors.callable(() -> this.writes.delete(name), true)).toList());
		}
		catch (SdkException ex) {
			// the step of deletions says why
		}
		finally {
			this.writers.shutdownNow();
		}
	}

	private <T> List<T> all(List<Callable<T>> tasks) {
		List<T> results = new ArrayList<>();
		try {
			for (Future<T> task : this.writers.invokeAll(tasks)) {
				results.add(task.get());
			}
			return results;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof SdkException failure) ? failure
					: SdkClientException.create("A writer failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw SdkClientException.create("The check is over", ex);
		}
	}

}
