package io.coffer.storage;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;

/** How a buffer travels: its body, and the time that it may take. */
final class RequestTimeouts {

	private static final int SLOWEST_BYTES_PER_SECOND = 64 * 1024;

	private static final Duration ALLOWANCE = Duration.ofMinutes(1);

	private static final int ATTEMPTS = 3;

	private RequestTimeouts() {
	}

	static RequestBody body(Buffer buffer) {
		return RequestBody.fromContentProvider(buffer::open, buffer.length(), "application/octet-stream");
	}

	/** Bounds a request with a body of that many bytes. */
	static Consumer<AwsRequestOverrideConfiguration.Builder> timeouts(long bytes) {
		return timeouts(ALLOWANCE.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND));
	}

	/** Bounds one attempt of a request, and all its attempts together. */
	static Consumer<AwsRequestOverrideConfiguration.Builder> timeouts(Duration attempt) {
		return (request) -> request.apiCallAttemptTimeout(attempt).apiCallTimeout(attempt.multipliedBy(ATTEMPTS));
	}

}
