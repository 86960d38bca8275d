package io.coffer.server;

import io.coffer.problems.DataSizeMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one client may take of the connections.
 *
 * @param maxPerAddress how many connections one address may have at the same time, 0 for
 * no limit. By default a quarter of all, and no limit where a proxy says whom it forwards
 * for. Clients on Coffer's own machine are not counted
 * @param minRate the slowest client of an answer, in bytes per second, over thirty
 * seconds of waiting for it
 * @param stallTimeout how long a client may take nothing of its answer
 */
@Validated
@ConfigurationProperties("coffer.connections")
record ConnectionLimits(@Nullable @Min(0) Integer maxPerAddress,
		@DefaultValue("16KB") @DataSizeMin("0B") DataSize minRate,
		@DefaultValue("60s") @DurationMin(millis = 1) @DurationMax(days = 1) Duration stallTimeout) {
}
