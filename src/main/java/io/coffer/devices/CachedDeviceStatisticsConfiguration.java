package io.coffer.devices;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** The statistics that metrics and health read. */
@Configuration(proxyBeanMethods = false)
class CachedDeviceStatisticsConfiguration {

	@Bean
	CachedDeviceStatistics deviceOverview(Devices devices, DeviceProperties properties) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("devices-");
		executor.setDaemon(true);
		return new CachedDeviceStatistics(devices::survey, devices::deadline, properties.surveyEvery(), executor,
				System::nanoTime);
	}

}
