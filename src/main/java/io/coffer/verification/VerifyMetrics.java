package io.coffer.verification;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Counts verifications by how they ended. */
@Component
class VerifyMetrics {

	private final MeterProvider<Counter> verifications;

	VerifyMetrics(MeterRegistry registry) {
		this.verifications = Counter.builder("coffer.verifications")
			.description("Backups that were read back, by what was found or how it ended")
			.withRegistry(registry);
		Stream.of("passed", "damaged", "refused", "failed", "broken-off").forEach(this::counter);
	}

	/** Counts what ended with a report. */
	void ended(VerifyReport report) {
		counter(report.passed() ? "passed" : "damaged").increment();
	}

	/** Counts what ended without one. */
	void failed(boolean givenUp, Throwable failure) {
		boolean refused = failure instanceof ProblemException problem
				&& (problem.type().status() < 500 || problem.type() == ProblemType.BUSY);
		counter(givenUp ? "broken-off" : refused ? "refused" : "failed").increment();
	}

	/** Takes something without which nothing begins, and counts if there is none. */
	<T> T refusing(Supplier<T> place) {
		try {
			return place.get();
		}
		catch (ProblemException ex) {
			counter("refused").increment();
			throw ex;
		}
	}

	private Counter counter(String outcome) {
		return this.verifications.withTag("outcome", outcome);
	}

}
