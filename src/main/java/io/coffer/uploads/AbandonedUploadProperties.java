package io.coffer.uploads;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How multipart uploads that were neither completed nor aborted are removed.
 *
 * @param olderThan how old an open multipart upload must be; a day at least, since it may
 * be going on, here or in another replica
 * @param every how often they are looked for, first five minutes after the start
 */
@Validated
@ConfigurationProperties("coffer.sweep")
public record AbandonedUploadProperties(
		@DefaultValue("P7D") @DurationMin(days = 1) @DurationMax(days = 36500) Duration olderThan,
		@DefaultValue("PT6H") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration every) {
}
