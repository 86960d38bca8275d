package io.coffer.quotas;

import io.coffer.problems.DataSizeMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much a vault may keep.
 *
 * @param quota the most bytes of all backups of one vault together, where the vault has
 * no quota of its own; none by default
 */
@Validated
@ConfigurationProperties("coffer.vaults")
record VaultQuotaProperties(@Nullable @DataSizeMin("0B") DataSize quota) {
}
