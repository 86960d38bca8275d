package io.coffer.client;

import java.time.Duration;

/**
 * How long calls without a body wait.
 *
 * @param connecting for a connection
 * @param attempt for one answer
 * @param call for a call with all its tries
 * @param silence the most that the socket waits for a byte; less where the provider says
 * so
 */
public record ClientTimeouts(Duration connecting, Duration attempt, Duration call, Duration silence) {

	public static final ClientTimeouts OF_USE = new ClientTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30),
			Duration.ofSeconds(60), Duration.ofMinutes(15));

	/** Short, since a user waits for the report. */
	public static final ClientTimeouts OF_A_TRIAL = new ClientTimeouts(Duration.ofSeconds(4), Duration.ofSeconds(8),
			Duration.ofSeconds(12), Duration.ofSeconds(8));

	Duration silence(Duration usual) {
		return (usual.compareTo(this.silence) < 0) ? usual : this.silence;
	}

}
