package io.coffer.devices;

import io.coffer.problems.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The devices as they were a little while ago, for metrics and health, which ask often. A
 * question never waits for the store: if the answer has grown old, one survey begins in
 * the background. When that fails, what was known before stays.
 */
@Component
final class CachedDeviceStatistics {

	private static final Logger LOG = LoggerFactory.getLogger(CachedDeviceStatistics.class);

	/** It rests for so many times as long as it took: two percent are work. */
	private static final int REST = 49;

	private final Supplier<SortedMap<String, DeviceStatistics>> survey;

	private final Supplier<Instant> deadline;

	private final Duration validity;

	private final Executor executor;

	private final LongSupplier nanoTime;

	private final List<Consumer<SortedMap<String, DeviceStatistics>>> readers = new CopyOnWriteArrayList<>();

	private volatile @Nullable SortedMap<String, DeviceStatistics> known;

	private boolean surveying;

	private long expires;

	private boolean failing;

	@Autowired
	CachedDeviceStatistics(Devices devices, DeviceProperties properties) {
		this(devices::survey, devices::deadline, properties.surveyEvery(), daemons(), System::nanoTime);
	}

	CachedDeviceStatistics(Supplier<SortedMap<String, DeviceStatistics>> survey, Supplier<Instant> deadline,
			Duration validity, Executor executor, LongSupplier nanoTime) {
		this.survey = survey;
		this.deadline = deadline;
		this.validity = validity;
		this.executor = executor;
		this.nanoTime = nanoTime;
		this.expires = nanoTime.getAsLong();
	}

	/** Tells of every survey that succeeds from now on. */
	void read(Consumer<SortedMap<String, DeviceStatistics>> reader) {
		this.readers.add(reader);
	}

	/** What is known, or nothing before the first survey. */
	Optional<SortedMap<String, DeviceStatistics>> histories() {
		if (begin()) {
			boolean started = false;
			try {
				this.executor.execute(this::survey);
				started = true;
			}
			finally {
				if (!started) {
					end(0);
				}
			}
		}
		return Optional.ofNullable(this.known);
	}

	/** The ids of the overdue devices, or nothing before the first survey. */
	Optional<List<String>> overdue() {
		Instant silentSince = this.deadline.get();
		return histories().map((histories) -> histories.values()
			.stream()
			.filter((device) -> device.isSilentSince(silentSince))
			.map(DeviceStatistics::id)
			.toList());
	}

	/** What is known of one device already, by its id; asks for nothing new. */
	Optional<DeviceStatistics> lastKnown(String device) {
		SortedMap<String, DeviceStatistics> histories = this.known;
		return (histories != null) ? Optional.ofNullable(histories.get(device)) : Optional.empty();
	}

	private synchronized boolean begin() {
		if (this.surveying || this.nanoTime.getAsLong() - this.expires < 0) {
			return false;
		}
		this.surveying = true;
		return true;
	}

	/** However many backups there are, it takes a small part of the time only. */
	private synchronized void end(long took) {
		this.surveying = false;
		this.expires = this.nanoTime.getAsLong() + Math.max(this.validity.toNanos(), took * REST);
	}

	private void survey() {
		long began = this.nanoTime.getAsLong();
		try {
			SortedMap<String, DeviceStatistics> histories = this.survey.get();
			this.known = histories;
			this.readers.forEach((reader) -> reader.accept(histories));
			this.failing = false;
		}
		catch (RuntimeException ex) {
			warnOnce(ex);
		}
		finally {
			end(this.nanoTime.getAsLong() - began);
		}
	}

	private void warnOnce(RuntimeException failure) {
		if (!this.failing) {
			LOG.warn("The backups of the devices cannot be counted, metrics stay as they are: {}", failure.getMessage(),
					(failure instanceof ProblemException) ? null : failure);
		}
		this.failing = true;
	}

	private static Executor daemons() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("devices-");
		executor.setDaemon(true);
		return executor;
	}

}
