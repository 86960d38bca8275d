package io.coffer.downloads;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Measures downloads through Coffer. Restores by URL do not pass Coffer and are not seen.
 */
@Component
class DownloadMetrics {

	private static final String FAILED = "failed";

	/** The store handed out other bytes than it had been given. */
	private static final String DAMAGED = "damaged";

	private final MeterRegistry registry;

	private final MeterProvider<Timer> downloads;

	private final DistributionSummary bytes;

	DownloadMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.downloads = Timer.builder("coffer.downloads")
			.description("Downloads through Coffer, by how they ended")
			.withRegistry(registry);
		this.bytes = DistributionSummary.builder("coffer.downloads.bytes")
			.baseUnit(BaseUnits.BYTES)
			.description("Bytes that went out to each download, broken off ones included")
			.register(registry);
		Stream.of("sent", "described", "refused", FAILED, "broken-off", DAMAGED).forEach(this::timer);
	}

	/** Does a download and records how it ended. */
	void measure(Sending sending) throws IOException {
		Timer.Sample sample = Timer.start(this.registry);
		Download download = new Download();
		String outcome = FAILED;
		try {
			sending.send(download);
			outcome = download.hasBody() ? "sent" : "described";
		}
		catch (ProblemException ex) {
			outcome = outcome(ex.type());
			throw ex;
		}
		finally {
			sample.stop(timer(download.isBrokenOff() ? "broken-off" : outcome));
			if (download.hasBody()) {
				this.bytes.record((double) download.bytes());
			}
		}
	}

	private static String outcome(ProblemType problem) {
		if (problem == ProblemType.BACKUP_DAMAGED) {
			return DAMAGED;
		}
		return (problem.status() < 500) ? "refused" : FAILED;
	}

	private Timer timer(String outcome) {
		return this.downloads.withTag("outcome", outcome);
	}

	/** Sends an archive, or says why not. */
	@FunctionalInterface
	interface Sending {

		void send(Download download) throws IOException;

	}

}
