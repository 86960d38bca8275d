package io.coffer.probes;

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
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Two writers of one new name who meet at the store, several times. A store that looks
 * first and writes then refuses a writer that comes later, but not always one of two that
 * come at once.
 */
final class ConcurrentWriteProbe {

	/** Races that are run at the same time, each of two writers. */
	private static final int HEAT = 3;

	private static final int MOST_HEATS = 3;

	/**
	 * After so long no other heat begins: a slow store leaves a gap that is wide enough.
	 */
	private static final Duration ENOUGH = Duration.ofMillis(200);

	private static final int SECONDS_FOR_THE_OTHER = 10;

	/** A kind of write. */
	@FunctionalInterface
	private interface Write {

		boolean isTaken(String path, Runnable start);

	}

	private final ConditionalWrites writes;

	private final String path;

	private final ExecutorService writers = Executors.newFixedThreadPool(2 * HEAT);

	private final List<String> paths = new ArrayList<>();

	/**
	 * Prepares a race.
	 * @param path what the paths of all its objects begin with
	 */
	ConcurrentWriteProbe(ConditionalWrites writes, String path) {
		this.writes = writes;
		this.path = path;
	}

	/** Whether two never won. Nothing that was written stays. */
	boolean isAlwaysWonByOne() {
		try {
			// What a Complete needs before it has opened the connections, so that none
			// comes late
			return isWonByOne(this.writes::complete) && isWonByOne(this.writes::put);
		}
		finally {
			cleanUp();
		}
	}

	private boolean isWonByOne(Write write) {
		long start = System.nanoTime();
		boolean won = true;
		for (int heat = 0; won && heat < MOST_HEATS && System.nanoTime() - start < ENOUGH.toNanos(); heat++) {
			won = isHeatWonByOne(write);
		}
		return won;
	}

	private boolean isHeatWonByOne(Write write) {
		List<Callable<Boolean>> writes = new ArrayList<>();
		for (int race = 0; race < HEAT; race++) {
			String name = this.path + "-" + this.paths.size();
			this.paths.add(name);
			CyclicBarrier line = new CyclicBarrier(2);
			writes.addAll(Collections.nCopies(2, () -> write.isTaken(name, () -> await(line))));
		}
		List<Boolean> taken = all(writes);
		return IntStream.range(0, HEAT).noneMatch((race) -> taken.get(2 * race) && taken.get(2 * race + 1));
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
