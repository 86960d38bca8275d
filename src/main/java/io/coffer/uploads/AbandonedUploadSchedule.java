package io.coffer.uploads;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Looks for abandoned uploads again and again, never twice at the same time. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AbandonedUploadSchedule implements SchedulingConfigurer {

	/**
	 * So that a process that keeps being restarted gets to it, and no start is slowed.
	 */
	private static final Duration FIRST = Duration.ofMinutes(5);

	private final AbandonedUploadCleaner uploads;

	private final AbandonedUploadProperties properties;

	AbandonedUploadSchedule(AbandonedUploadCleaner uploads, AbandonedUploadProperties properties) {
		this.uploads = uploads;
		this.properties = properties;
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar tasks) {
		tasks.addFixedDelayTask(new FixedDelayTask(this.uploads::clean, this.properties.every(), FIRST));
	}

}
