package io.coffer.uploads;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How much a device may keep.
 *
 * @param quota the most bytes of all backups of one device together, and of all backups
 * that belong to no device; none by default
 */
@ConfigurationProperties("coffer.devices")
record QuotaProperties(@Nullable DataSize quota) {

	QuotaProperties {
		if (quota != null && quota.isNegative()) {
			throw new IllegalArgumentException("coffer.devices.quota must not be negative, was: " + quota);
		}
	}

}
