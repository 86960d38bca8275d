package io.coffer.state;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long what was read of the state in the bucket is believed.
 *
 * @param maxAge within what time a change, such as a revoked token, is in force in other
 * replicas too; each of them asks at most so often for each token and for the policy
 * @param maxStale how long what was known goes on while the storage does not answer
 */
@Validated
@ConfigurationProperties("coffer.state")
record StateProperties(@DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration maxAge,
		@DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration maxStale) {
}
