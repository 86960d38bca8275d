package io.coffer.security;

import io.coffer.security.AccessRefused.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Counts the requests that were turned away, by reason and nothing that a client sent.
 */
@Component
class RefusalMetrics {

	private final MeterProvider<Counter> refusals;

	RefusalMetrics(MeterRegistry registry) {
		this.refusals = Counter.builder("coffer.security.refusals")
			.description("Requests that were refused for their token")
			.withRegistry(registry);
		Stream.of(Reason.values()).forEach(this::counter);
	}

	@EventListener
	void count(AccessRefused refused) {
		counter(refused.reason()).increment();
	}

	private Counter counter(Reason reason) {
		return this.refusals.withTag("reason", reason.toString());
	}

}
