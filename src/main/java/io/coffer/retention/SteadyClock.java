package io.coffer.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Notices when the machine's clock is set: it then differs from the time that has passed
 * since the last look.
 */
@Component
class SteadyClock {

	private static final Path UPTIME = Path.of("/proc/uptime");

	private final Clock clock;

	private final Supplier<Duration> uptime;

	private Instant time;

	private Duration passed;

	private @Nullable Duration set;

	@Autowired
	SteadyClock(Clock clock) {
		this(clock, SteadyClock::uptime);
	}

	/** A clock that is compared with {@code uptime}, which cannot be set. */
	SteadyClock(Clock clock, Supplier<Duration> uptime) {
		this.clock = clock;
		this.uptime = uptime;
		this.time = clock.instant();
		this.passed = uptime.get();
	}

	/** Whether the clock was set by more than that within the last such time. */
	synchronized boolean wasSet(Duration by, Duration within) {
		Instant now = this.clock.instant();
		Duration up = this.uptime.get();
		Duration drift = Duration.between(this.time, now).minus(up.minus(this.passed)).abs();
		if (drift.compareTo(by) > 0) {
			this.set = up;
			this.time = now;
			this.passed = up;
		}
		return this.set != null && up.minus(this.set).compareTo(within) < 0;
	}

	/**
	 * Since the start of the machine; where the system tells it, with the time that it
	 * slept.
	 */
	private static Duration uptime() {
		try {
			String seconds = Files.readString(UPTIME).split(" ", 2)[0];
			return Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
		}
		catch (IOException | NumberFormatException ex) {
			return Duration.ofNanos(System.nanoTime());
		}
	}

}
