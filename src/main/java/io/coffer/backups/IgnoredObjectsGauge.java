package io.coffer.backups;

import io.coffer.callers.Vault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Shows how many objects lie among the backups and are none, as of the last list: a sign
 * of another program in the same place, or of a root path that is not meant.
 */
@Component
class IgnoredObjectsGauge {

	private volatile double count = Double.NaN;

	IgnoredObjectsGauge(MeterRegistry meters) {
		Gauge.builder("coffer.listing.ignored", this, (ignored) -> ignored.count)
			.description("Objects directly below the root path that are no backups, as of the last list")
			.baseUnit("objects")
			.register(meters);
	}

	/**
	 * Told after a scan over all of a vault. Others than the default one have folders of
	 * their own, where no other program is to be expected.
	 */
	void counted(Vault vault, long objects) {
		if (vault.equals(Vault.DEFAULT)) {
			this.count = objects;
		}
	}

}
