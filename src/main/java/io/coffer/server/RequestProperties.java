package io.coffer.server;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of requests, health apart.
 *
 * @param max how many requests with a valid token may go on at the same time; at least 40
 * fewer than {@code server.tomcat.threads.max}
 * @param strangers how many requests without a valid token may go on at the same time
 */
@Validated
@ConfigurationProperties("coffer.requests")
record RequestProperties(@DefaultValue("160") @Min(1) @Max(100000) int max,
		@DefaultValue("16") @Min(1) @Max(100000) int strangers) {
}
