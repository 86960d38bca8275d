package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.limits.UploadProperties;
import java.io.ByteArrayInputStream;
import java.io.PushbackInputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class PartsTests {

	private final BufferPool pool = new BufferPool(new UploadProperties(DataSize.ofGigabytes(50),
			DataSize.ofKilobytes(64), Duration.ofMinutes(5), 2, Duration.ofSeconds(60), DataSize.ofKilobytes(64)),
			byte[]::new);

	@Test
	void aThreadThatCannotBeMadeGivesTheBufferBack() {
		Parts parts = new Parts((task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		}, (number, buffer) -> {
			throw new IllegalStateException("Nothing is sent");
		});

		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> parts.submit(this.pool.take(1024)));

		assertThat(parts.inFlight()).isZero();
		assertThat(this.pool.bytesInUse()).isZero();
	}

	@Test
	void aPartThatFailsGivesTheBufferBack() throws Exception {
		Parts parts = new Parts(Runnable::run, (number, buffer) -> {
			throw new OutOfMemoryError("Java heap space");
		});
		Buffer buffer = this.pool.take(1024);
		buffer.fillFrom(new PushbackInputStream(new ByteArrayInputStream(new byte[10])));

		parts.submit(buffer);

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(parts::awaitAnyPart)
			.withCauseInstanceOf(OutOfMemoryError.class);
		assertThat(this.pool.bytesInUse()).isZero();
	}

}
