package io.coffer.devices;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What each device has in the store, as gauges. A scrape asks for the number of overdue
 * devices, which keeps the overview fresh; the other gauges follow it.
 */
@Component
class DeviceMetrics {

	/** Every device is a time series of each gauge in the database of the metrics. */
	static final int MOST_DEVICES = 1000;

	private static final Logger LOG = LoggerFactory.getLogger(DeviceMetrics.class);

	private final CachedDeviceStatistics overview;

	private boolean tooMany;

	DeviceMetrics(CachedDeviceStatistics overview, MeterRegistry registry) {
		this.overview = overview;
		MultiGauge last = MultiGauge.builder("coffer.device.last.backup.timestamp")
			.description("When the device's newest backup was stored")
			.baseUnit("seconds")
			.register(registry);
		MultiGauge backups = MultiGauge.builder("coffer.device.backups")
			.description("How many backups the device has")
			.register(registry);
		MultiGauge bytes = MultiGauge.builder("coffer.device.bytes")
			.description("The bytes of the device's backups")
			.baseUnit("bytes")
			.register(registry);
		this.overview.read((histories) -> {
			List<DeviceStatistics> shown = shown(histories);
			last.register(rows(shown.stream().filter((device) -> device.newest().isPresent()),
					DeviceMetrics::secondsOfNewest));
			backups.register(rows(shown.stream(), DeviceStatistics::count));
			bytes.register(rows(shown.stream(), DeviceStatistics::bytes));
		});
		Gauge.builder("coffer.devices.overdue", this, DeviceMetrics::overdue)
			.description("How many devices have not backed up for too long")
			.strongReference(true)
			.register(registry);
	}

	private List<DeviceStatistics> shown(SortedMap<String, DeviceStatistics> histories) {
		boolean more = histories.size() > MOST_DEVICES;
		if (more && !this.tooMany) {
			LOG.warn("There are {} devices; metrics show the first {} by name", histories.size(), MOST_DEVICES);
		}
		this.tooMany = more;
		return histories.values().stream().limit(MOST_DEVICES).toList();
	}

	/** Rows that read the overview: one that is there already need not be replaced. */
	private List<Row<?>> rows(Stream<DeviceStatistics> devices, ToDoubleFunction<DeviceStatistics> value) {
		return devices
			.<Row<?>>map(
					(device) -> Row.of(Tags.of("device", device.name(), "vault", device.vault().name()), this.overview,
							(overview) -> overview.lastKnown(device.id()).map(value::applyAsDouble).orElse(Double.NaN)))
			.toList();
	}

	private static double secondsOfNewest(DeviceStatistics device) {
		return device.newest().map((newest) -> newest.lastModified().toEpochMilli() / 1000.0).orElse(Double.NaN);
	}

	private double overdue() {
		return this.overview.overdue().map((names) -> (double) names.size()).orElse(Double.NaN);
	}

}
