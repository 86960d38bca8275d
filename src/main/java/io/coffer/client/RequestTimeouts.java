package io.coffer.client;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** The time that one request may take, where it is not what all others may. */
public final class RequestTimeouts {

	private static final int SLOWEST_BYTES_PER_SECOND = 64 * 1024;

	private static final Duration ALLOWANCE = Duration.ofMinutes(1);

	private RequestTimeouts() {
	}

	/** Bounds a request with a body of that many bytes, by the slowest network. */
	public static Consumer<AwsRequestOverrideConfiguration.Builder> ofBody(long bytes) {
		return ofAttempt(ALLOWANCE.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND));
	}

	/** Bounds one attempt of a request, and so all its attempts together. */
	public static Consumer<AwsRequestOverrideConfiguration.Builder> ofAttempt(Duration attempt) {
		return (request) -> request.apiCallAttemptTimeout(attempt)
			.apiCallTimeout(attempt.multipliedBy(SdkClients.ATTEMPTS));
	}

}
