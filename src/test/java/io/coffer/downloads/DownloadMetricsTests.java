package io.coffer.downloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

	private final Download download = this.metrics.begin();

	@Test
	void whatTheClientTookIsSent() throws IOException {
		OutputStream watched = this.download.to(this.client);
		watched.write(new byte[10]);
		watched.write(1);
		this.download.complete();
		this.metrics.end(this.download);

		assertThat(count("sent")).isEqualTo(1);
		assertThat(bytes()).isEqualTo(11);
	}

	@Test
	void aDownloadWithoutBytesIsADescription() {
		this.download.complete();
		this.metrics.end(this.download);

		assertThat(count("described")).isEqualTo(1);
	}

	@Test
	void aStoreThatEndsEarlyIsAFailureThatCountsWhatWentOut() throws IOException {
		this.download.to(this.client).write(new byte[10]);
		this.metrics.end(this.download);

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

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.download.to(gone).write(new byte[10]));
		this.metrics.end(this.download);

		assertThat(count("broken-off")).isEqualTo(1);
		assertThat(count("failed")).isZero();
		assertThat(bytes()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "BACKUP_NOT_FOUND, refused", "RANGE_NOT_SATISFIABLE, refused", "BUSY, failed",
			"STORAGE_UNREACHABLE, failed", "BACKUP_DAMAGED, damaged" })
	void aProblemIsRefusedOrFailedByItsStatus(ProblemType problem, String outcome) {
		this.download.fail(problem);
		this.metrics.end(this.download);

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
