package io.coffer.console;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How an administrator signs in to the console without the admin token.
 *
 * @param codeLifetime how long the code in the log of the start can be used; 0 for no
 * code
 * @param sessionLifetime how long a browser that has used it stays signed in
 */
@Validated
@ConfigurationProperties("coffer.console")
record ConsoleProperties(@DefaultValue("10m") @DurationMin(seconds = 0) @DurationMax(days = 1) Duration codeLifetime,
		@DefaultValue("12h") @DurationMin(minutes = 1) @DurationMax(days = 30) Duration sessionLifetime) {
}
