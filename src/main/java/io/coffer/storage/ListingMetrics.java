package io.coffer.storage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Shows how many lists are being made and how many wait. */
@Component
class ListingMetrics implements MeterBinder {

	private final ListingLimiter passes;

	ListingMetrics(ListingLimiter passes) {
		this.passes = passes;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("coffer.lists.active", this.passes, ListingLimiter::active)
			.description("Passes over the bucket that go on, each for all who ask the same")
			.register(registry);
		Gauge.builder("coffer.lists.waiting", this.passes, ListingLimiter::waiting)
			.description("Passes over the bucket that wait until another has ended")
			.register(registry);
	}

}
