package io.coffer.quotas;

import io.coffer.problems.DataSizeMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much a device may keep.
 *
 * @param quota the most bytes of all backups of one device together, and of all backups
 * that belong to no device; none by default
 */
@Validated
@ConfigurationProperties("coffer.devices")
record QuotaProperties(@Nullable @DataSizeMin("0B") DataSize quota) {
}
