package io.coffer.integrity;

import io.coffer.problems.DataSizeMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How far a verification goes.
 *
 * @param maxConcurrent how many backups may be verified at the same time; each keeps a
 * processor busy
 * @param maxUncompressed how much an archive may unpack to before its check is given up
 * as that of a bomb
 * @param maxRatio how many times its compressed size an archive may unpack to, counted
 * from 64 MiB on
 * @param maxEntries how many entries an archive may have
 * @param windowMemory how much memory outside the heap the windows of all Zstandard
 * archives may have that are verified at the same time
 * @param progressEvery how often a verification that streams tells how far it is
 */
@Validated
@ConfigurationProperties("coffer.verify")
public record VerifyLimits(@DefaultValue("4") @Min(1) @Max(1000) int maxConcurrent,
		@DefaultValue("4TB") @DataSizeMin("1B") DataSize maxUncompressed, @DefaultValue("2000") @Positive int maxRatio,
		@DefaultValue("10000000") @Positive long maxEntries,
		@DefaultValue("160MB") @DataSizeMin("0B") DataSize windowMemory,
		@DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(minutes = 1) Duration progressEvery) {
}
