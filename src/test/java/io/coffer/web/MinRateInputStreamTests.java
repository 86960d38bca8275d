package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A clock that goes on while bytes are waited for. */
class MinRateInputStreamTests {

	private static final int RATE = 100;

	private final AtomicLong nanos = new AtomicLong();

	@Test
	void aBodyAtTheLeastRateIsReadToItsEnd() throws IOException {
		assertThat(body(10_000, Duration.ofSeconds(1)).transferTo(OutputStream.nullOutputStream())).isEqualTo(10_000);
	}

	@Test
	void aBodyThatDripsIsGivenUpAfterThirtySeconds() {
		MinRateInputStream body = body(10_000, Duration.ofMillis(1100));

		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> body.transferTo(OutputStream.nullOutputStream()))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.TOO_SLOW);
		assertThat(Duration.ofNanos(this.nanos.get())).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(32));
	}

	@Test
	void aBodyThatIsReadByteByByteIsWatchedToo() {
		MinRateInputStream body = body(10_000, Duration.ofMillis(11));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> {
			while (body.read() >= 0) {
				assertThat(this.nanos.get()).isLessThan(Duration.ofMinutes(1).toNanos());
			}
		}).extracting(ProblemException::type).isEqualTo(ProblemType.TOO_SLOW);
	}

	@Test
	void timeThatIsNotSpentWaitingForTheClientDoesNotCount() throws IOException {
		InputStream body = body(10_000, Duration.ofMillis(1));

		for (int count = body.read(new byte[RATE]); count >= 0; count = body.read(new byte[RATE])) {
			this.nanos.addAndGet(Duration.ofMinutes(10).toNanos());
		}
	}

	/** A body that gives up to a hundred bytes at a time, each time after that wait. */
	private MinRateInputStream body(int size, Duration wait) {
		return new MinRateInputStream(new ByteArrayInputStream(new byte[size]) {
			@Override
			public synchronized int read() {
				MinRateInputStreamTests.this.nanos.addAndGet(wait.toNanos());
				return super.read();
			}

			@Override
			public synchronized int read(byte[] bytes, int offset, int length) {
				MinRateInputStreamTests.this.nanos.addAndGet(wait.toNanos());
				return super.read(bytes, offset, Math.min(length, RATE));
			}
		}, RATE, this.nanos::get);
	}

}
