package io.coffer.backups;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Shows how many archives are on their way, and how many may be. */
@Component
class TransfersMetrics implements MeterBinder {

	private final Transfers transfers;

	TransfersMetrics(Transfers transfers) {
		this.transfers = transfers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("coffer.transfers.active", this.transfers, Transfers::active)
			.description("Uploads, downloads and verifications on their way through Coffer")
			.register(registry);
		Gauge.builder("coffer.transfers.max", this.transfers, Transfers::max)
			.description("Uploads, downloads and verifications that may be on their way at the same time")
			.register(registry);
		FunctionCounter.builder("coffer.transfers.ended", this.transfers, Transfers::ended)
			.description("Uploads, downloads and verifications that were ended because others waited and had less")
			.register(registry);
	}

}
