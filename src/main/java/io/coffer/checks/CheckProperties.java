package io.coffer.checks;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How S3 settings are tried.
 *
 * @param timeout how long a check may take in all, from one second to ten minutes
 */
@Validated
@ConfigurationProperties("coffer.check")
record CheckProperties(@DefaultValue("20s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration timeout) {
}
