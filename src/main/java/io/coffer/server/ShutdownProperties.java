package io.coffer.server;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Coffer stops. Spring Boot does so, as application.yaml tells it; here it is
 * validated.
 *
 * @param grace how long requests under way may go on once Coffer is told to stop
 */
@Validated
@ConfigurationProperties("coffer.shutdown")
record ShutdownProperties(
		@DefaultValue("30s") @DurationMin(message = "must not be negative") @DurationMax(days = 1) Duration grace) {
}
