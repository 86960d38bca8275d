package io.coffer.devices;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a device has stopped, and how often that is looked at.
 *
 * @param overdueAfter how old a device's newest backup may become before the device is
 * overdue
 * @param surveyEvery how long metrics and health show the same counts before the bucket
 * is listed again; without such a request nothing is listed
 */
@Validated
@ConfigurationProperties("coffer.devices")
record DeviceProperties(@DefaultValue("P3D") @DurationMin(millis = 1) @DurationMax(days = 36500) Duration overdueAfter,
		@DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration surveyEvery) {
}
