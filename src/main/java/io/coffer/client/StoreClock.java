package io.coffer.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Tells the time by the store's clock, from the {@code Date} of its latest answer and
 * what has passed since. The machine's own clock, which may be wrong, has no part in it.
 */
public final class StoreClock implements ExecutionInterceptor {

	/** A machine that sleeps does not count the time. */
	private static final Duration VALIDITY = Duration.ofMinutes(5);

	private volatile @Nullable Reading last;

	@Override
	public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
		context.httpResponse().firstMatchingHeader("Date").ifPresent(this::read);
	}

	/** What time it is there, or nothing if no answer of the last minutes told it. */
	public Optional<Instant> now() {
		@Nullable Reading reading = this.last;
		if (reading == null) {
			return Optional.empty();
		}
		Duration passed = Duration.ofNanos(System.nanoTime() - reading.nanos());
		return (passed.compareTo(VALIDITY) < 0) ? Optional.of(reading.time().plus(passed)) : Optional.empty();
	}

	private void read(String date) {
		try {
			this.last = new Reading(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from), System.nanoTime());
		}
		catch (DateTimeException ex) {
			// what is no date tells no time
		}
	}

	private record Reading(Instant time, long nanos) {
	}

}
