package io.coffer.backups;

import io.coffer.limits.FairLimiter;
import io.coffer.limits.Share;
import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.server.RefusedBodies;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Bounds how many archives travel at the same time, so that slow ones leave threads for
 * everything else. While some wait, the callers' shares are fair.
 */
@Component
@EnableConfigurationProperties(TransferProperties.class)
public class TransferLimiter implements RefusedBodies {

	private static final int RETRY_AFTER_SECONDS = 10;

	/** Longer than it takes until the transfer of another caller has ended. */
	private static final Duration WAIT = Duration.ofSeconds(10);

	private final FairLimiter places;

	@Autowired
	TransferLimiter(TransferProperties properties, MeterRegistry meters) {
		this(properties.max());
		Gauge.builder("coffer.transfers.active", this.places, FairLimiter::used)
			.description("Uploads, downloads and verifications on their way through Coffer")
			.register(meters);
		Gauge.builder("coffer.transfers.max", this.places, FairLimiter::capacity)
			.description("Uploads, downloads and verifications that may be on their way at the same time")
			.register(meters);
		FunctionCounter.builder("coffer.transfers.ended", this.places, FairLimiter::ended)
			.description("Uploads, downloads and verifications that were ended because others waited and had less")
			.register(meters);
	}

	/** A limiter of its own, for some of the transfers. */
	public TransferLimiter(int max) {
		this.places = new FairLimiter(max);
	}

	/**
	 * Begins a transfer that lasts until it is closed.
	 * @throws ProblemException {@link ProblemType#BUSY} if there is no place: at once,
	 * unless others have more than their share and one of theirs is about to end
	 */
	public Transfer begin() {
		Share place = this.places.takeOfOthers(Work.current(), 1, WAIT)
			.orElseThrow(() -> new ProblemException(ProblemType.BUSY, "Too many archives are on their way.")
				.with("retryAfter", RETRY_AFTER_SECONDS));
		return place::close;
	}

	@Override
	public Optional<Runnable> begin(Principal caller) {
		return this.places.takeIfFree(Work.current(), 1).map((place) -> place::close);
	}

	/** How many are on their way. */
	public long active() {
		return this.places.used();
	}

	/** One archive on its way. */
	@FunctionalInterface
	public interface Transfer extends AutoCloseable {

		@Override
		void close();

	}

}
