package io.coffer.limits;

import io.coffer.problems.DataSizeMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of an upload.
 *
 * @param maxSize the largest archive that is accepted
 * @param bufferMemory the most memory that all uploads together hold, at least the 5 MB
 * that most stores want of a part; never more than 40 % of the maximum heap
 * @param bufferWait how long an upload waits for its first buffer before it is refused as
 * busy
 * @param partsInFlight how many parts of one upload are sent at the same time
 * @param stallTimeout how long a client may send nothing at all
 * @param minRate the slowest body that is accepted, per second, over thirty seconds of
 * waiting for it; 0B for no limit
 */
@Validated
@ConfigurationProperties("coffer.upload")
public record UploadProperties(@DefaultValue("50GB") @DataSizeMin("1B") DataSize maxSize,
		@DefaultValue("128MB") @DataSizeMin("5MB") DataSize bufferMemory,
		@DefaultValue("30s") @DurationMin(message = "must not be negative") @DurationMax(days = 1) Duration bufferWait,
		@DefaultValue("2") @Min(1) @Max(16) int partsInFlight,
		@DefaultValue("60s") @DurationMin(millis = 1) @DurationMax(days = 1) Duration stallTimeout,
		@DefaultValue("64KB") @DataSizeMin("0B") DataSize minRate) {
}
