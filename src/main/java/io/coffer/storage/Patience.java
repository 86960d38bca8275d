package io.coffer.storage;

import java.time.Duration;

/**
 * How long calls without a body wait.
 *
 * @param connecting for a connection
 * @param attempt for one answer
 * @param call for a call with all its tries
 */
record Patience(Duration connecting, Duration attempt, Duration call) {

	static final Patience OF_USE = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));

	/** Somebody waits for the report. */
	static final Patience OF_A_TRIAL = new Patience(Duration.ofSeconds(4), Duration.ofSeconds(8),
			Duration.ofSeconds(12));

}
