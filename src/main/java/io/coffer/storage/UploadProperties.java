package io.coffer.storage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of an upload.
 *
 * @param maxSize the largest archive that is accepted
 * @param bufferMemory the most memory that all uploads together hold; never more than 40
 * % of the maximum heap
 * @param bufferWait how long an upload waits for its first buffer before it is refused as
 * busy
 * @param partsInFlight how many parts of one upload are sent at the same time
 * @param stallTimeout how long a client may send nothing at all
 * @param minRate the slowest body that is accepted, per second, over thirty seconds
 */
@Validated
@ConfigurationProperties("coffer.upload")
public record UploadProperties(DataSize maxSize, @DefaultValue("128MB") DataSize bufferMemory,
		@DefaultValue("30s") Duration bufferWait, @DefaultValue("2") @Min(1) @Max(16) int partsInFlight,
		Duration stallTimeout, DataSize minRate) {
}
