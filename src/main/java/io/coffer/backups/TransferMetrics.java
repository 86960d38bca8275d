package io.coffer.backups;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Shows how many archives are on their way, and how many may be. */
@Component
class TransferMetrics implements MeterBinder {

	private final TransferLimiter transfers;

	TransferMetrics(TransferLimiter transfers) {
		this.transfers = transfers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("coffer.transfers.active", this.transfers, TransferLimiter::active)
			.description("Uploads, downloads and verifications on their way through Coffer")
			.register(registry);
		Gauge.builder("coffer.transfers.max", this.transfers, TransferLimiter::max)
			.description("Uploads, downloads and verifications that may be on their way at the same time")
			.register(registry);
		FunctionCounter.builder("coffer.transfers.ended", this.transfers, TransferLimiter::ended)
			.description("Uploads, downloads and verifications that were ended because others waited and had less")
			.register(registry);
	}

}
