package io.coffer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A clock that goes on while the client is waited for. */
class WriteRateTests {

	private static final int RATE = 100;

	private final AtomicLong nanos = new AtomicLong();

	private final WriteRate pace = new WriteRate(RATE, this.nanos::get);

	@Test
	void aClientAtTheLeastRateIsServedForEver() throws SocketTimeoutException {
		for (int second = 0; second < 1000; second++) {
			write(RATE, Duration.ofSeconds(1));
		}
	}

	@Test
	void aClientThatTakesLittleAtATimeIsGivenUpAfterThirtySeconds() {
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this::drip);
		assertThat(Duration.ofNanos(this.nanos.get())).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(32));
	}

	@Test
	void oneThatWasGivenUpStaysSo() {
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this::drip);

		assertThatExceptionOfType(SocketTimeoutException.class)
			.isThrownBy(() -> write(1000 * RATE, Duration.ofSeconds(1)));
	}

	@Test
	void theNextClientOfTheChannelBeginsAnew() throws SocketTimeoutException {
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this::drip);
		this.pace.reset();

		write(1, Duration.ofSeconds(29));
	}

	@Test
	void timeInWhichThereIsNothingToSendDoesNotCount() throws SocketTimeoutException {
		for (int answer = 0; answer < 100; answer++) {
			this.pace.wrote(1, 0);
			this.nanos.addAndGet(Duration.ofMinutes(10).toNanos());
		}
	}

	private void drip() throws SocketTimeoutException {
		while (this.nanos.get() < Duration.ofMinutes(2).toNanos()) {
			write(RATE - 1, Duration.ofSeconds(1));
		}
	}

	/** The socket is full, and so many bytes fit after a while. */
	private void write(int count, Duration wait) throws SocketTimeoutException {
		this.pace.wrote(0, 10_000);
		this.nanos.addAndGet(wait.toNanos());
		this.pace.wrote(count, 10_000);
	}

}
