package io.coffer.downloads;

import io.coffer.problems.ProblemType;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
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
		Stream.of("sent", "described", "refused", FAILED, Download.BROKEN_OFF, DAMAGED).forEach(this::timer);
	}

	/** Begins to measure a download. */
	Download begin() {
		return new Download(Timer.start(this.registry));
	}

	/** Records how a download ended. */
	void end(Download download) {
		download.time().stop(timer(outcome(download)));
		if (download.hasBody()) {
			this.bytes.record((double) download.bytes());
		}
	}

	private static String outcome(Download download) {
		if (download.isBrokenOff()) {
			return Download.BROKEN_OFF;
		}
		if (download.problem() != null) {
			return outcome(download.problem());
		}
		if (!download.isComplete()) {
			return FAILED;
		}
		return download.hasBody() ? "sent" : "described";
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

}
