package io.coffer.client;

import io.coffer.problems.KebabCase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Measures every S3 call with all its tries, and counts the tries after the first. It is
 * told on the caller's thread when a call has ended, and never fails it.
 */
@Component
public class S3CallMetrics implements MetricPublisher {

	private static final Logger logger = LoggerFactory.getLogger(S3CallMetrics.class);

	private static final String ATTEMPT = "ApiCallAttempt";

	private static final String OPERATION = "operation";

	private final MeterProvider<Timer> requests;

	private final MeterProvider<Counter> retries;

	public S3CallMetrics(MeterRegistry registry) {
		this.requests = Timer.builder("coffer.s3.requests")
			.description("S3 calls with all their tries")
			.withRegistry(registry);
		this.retries = Counter.builder("coffer.s3.retries")
			.description("Tries of S3 calls after the first")
			.withRegistry(registry);
	}

	@Override
	public void publish(MetricCollection call) {
		try {
			record(call);
		}
		catch (RuntimeException ex) {
			logger.warn("An S3 call was not measured", ex);
		}
	}

	@Override
	public void close() {
	}

	private void record(MetricCollection call) {
		String operation = value(call, CoreMetric.OPERATION_NAME, "unknown");
		@Nullable Integer retried = last(call, CoreMetric.RETRY_COUNT);
		this.retries.withTag(OPERATION, operation).increment((retried != null) ? retried : 0);
		this.requests.withTags(Tags.of(OPERATION, operation, "outcome", outcome(call).tag()))
			.record(value(call, CoreMetric.API_CALL_DURATION, Duration.ZERO));
	}

	private static CallOutcome outcome(MetricCollection call) {
		List<MetricCollection> attempts = call.childrenWithName(ATTEMPT).toList();
		@Nullable MetricCollection attempt = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
		boolean successful = value(call, CoreMetric.API_CALL_SUCCESSFUL, false);
		return CallOutcome.of(successful, (attempt != null) ? last(attempt, HttpMetric.HTTP_STATUS_CODE) : null,
				(attempt != null) ? value(attempt, CoreMetric.ERROR_TYPE, "") : "");
	}

	private static <T> T value(MetricCollection metrics, SdkMetric<T> metric, T otherwise) {
		@Nullable T value = last(metrics, metric);
		return (value != null) ? value : otherwise;
	}

	private static <T> @Nullable T last(MetricCollection metrics, SdkMetric<T> metric) {
		List<T> values = metrics.metricValues(metric);
		return values.isEmpty() ? null : values.get(values.size() - 1);
	}

	/** How an S3 call ended, by the answer to its last try. */
	enum CallOutcome {

		SUCCESS, CLIENT_ERROR, SERVER_ERROR, THROTTLED, NO_ANSWER;

		/**
		 * Judges a call.
		 * @param successful whether it gave a result
		 * @param status the last answer's HTTP status, or null if none came
		 * @param error the SDK's word for what went wrong, or empty
		 */
		static CallOutcome of(boolean successful, @Nullable Integer status, String error) {
			if (successful) {
				return SUCCESS;
			}
			if (status == null) {
				return NO_ANSWER;
			}
			if (status == 429 || status == 503 || error.equals("Throttling")) {
				return THROTTLED;
			}
			return (status >= 300 && status < 500) ? CLIENT_ERROR : SERVER_ERROR;
		}

		String tag() {
			return KebabCase.of(this);
		}

	}

}
