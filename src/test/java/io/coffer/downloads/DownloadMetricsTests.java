package io.coffer.downloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final DownloadMetrics metrics = new DownloadMetrics(this.registry);

	private final OutputStream client = new ByteArrayOutputStream();

	@Test
	void whatTheClientTookIsSent() throws IOException {
		this.metrics.measure((download) -> {
			OutputStream watched = download.to(this.client);
			watched.write(new byte[10]);
			watched.write(1);
		});

		assertThat(count("sent")).isEqualTo(1);
		assertThat(bytes()).isEqualTo(11);
	}

	@Test
	void aStoreThatEndsEarlyIsAFailureThatCountsWhatWentOut() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.metrics.measure((download) -> {
			download.to(this.client).write(new byte[10]);
			throw new IOException("The store ended early");
		}));

		assertThat(count("failed")).isEqualTo(1);
		assertThat(count("broken-off")).isZero();
		assertThat(bytes()).isEqualTo(10);
	}

	@Test
	void aClientThatTakesNoMoreHasBrokenItOff() {
		OutputStream gone = new OutputStream() {
			@Override
			public void write(int value) throws IOException {
				throw new IOException("Connection reset by peer");
			}
		};

		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.metrics.measure((download) -> download.to(gone).write(new byte[10])));

		assertThat(count("broken-off")).isEqualTo(1);
		assertThat(count("failed")).isZero();
		assertThat(bytes()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "BACKUP_NOT_FOUND, refused", "RANGE_NOT_SATISFIABLE, refused", "BUSY, failed",
			"STORAGE_UNREACHABLE, failed" })
	void aProblemIsRefusedOrFailedByItsStatus(ProblemType problem, String outcome) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.metrics.measure((download) -> {
			throw new ProblemException(problem, "This time");
		}));

		assertThat(count(outcome)).isEqualTo(1);
		assertThat(this.registry.get("coffer.downloads.bytes").summary().count()).isZero();
	}

	private long count(String outcome) {
		return this.registry.get("coffer.downloads").tag("outcome", outcome).timer().count();
	}

	private double bytes() {
		return this.registry.get("coffer.downloads.bytes").summary().totalAmount();
	}

}
