package io.coffer.storage;

import io.coffer.limits.FairLimiter;
import io.coffer.limits.Share;
import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Bounds how many passes over the listing of a bucket go on at the same time. */
@Component
class ListingLimiter {

	private static final Duration WAIT = Duration.ofSeconds(10);

	private static final int RETRY_AFTER_SECONDS = 10;

	private final FairLimiter places;

	ListingLimiter(ListingProperties properties, MeterRegistry meters) {
		this.places = new FairLimiter(properties.maxConcurrent());
		Gauge.builder("coffer.lists.active", this.places, FairLimiter::used)
			.description("Passes over the bucket that go on, each for all who ask the same")
			.register(meters);
		Gauge.builder("coffer.lists.waiting", this.places, FairLimiter::waiting)
			.description("Passes over the bucket that wait until another has ended")
			.register(meters);
	}

	/**
	 * Begins a pass that lasts until the place is closed, waiting for a bounded time.
	 * @throws ProblemException {@link ProblemType#BUSY} if there is no place in time
	 */
	Share begin() {
		return this.places.take(Work.current(), 1, WAIT)
			.orElseThrow(() -> new ProblemException(ProblemType.BUSY, "Too many lists are being made.")
				.with("retryAfter", RETRY_AFTER_SECONDS));
	}

}
