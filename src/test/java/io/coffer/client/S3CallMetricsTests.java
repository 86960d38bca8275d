package io.coffer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.coffer.storage.StorageAlone;
import io.coffer.testing.StandInStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.metrics.MetricCollector;

class S3CallMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final StandInStore store = new StandInStore();

	private final S3Connection connection = new S3Connection(this.store.settings(), StorageAlone.usualRules(),
			StorageAlone.noProxies(), ClientTimeouts.OF_USE, List.of(new S3CallMetrics(this.registry)));

	@AfterEach
	void theStoreIsClosed() {
		this.connection.release();
		this.store.close();
	}

	@Test
	void aCallThatGivesAResultIsASuccessWithItsDuration() {
		list();

		assertThat(requests("ListObjectsV2", "success").count()).isEqualTo(1);
		assertThat(requests("ListObjectsV2", "success").totalTime(TimeUnit.NANOSECONDS)).isPositive();
		assertThat(retries("ListObjectsV2")).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "301, client-error", "403, client-error", "404, client-error", "429, throttled", "500, server-error",
			"501, server-error", "503, throttled" })
	void aRefusedCallIsMeasuredByItsAnswer(int status, String outcome) {
		this.store.answer("LIST", (exchange) -> exchange.sendResponseHeaders(status, -1));

		assertThatExceptionOfType(SdkException.class).isThrownBy(this::list);

		assertThat(requests("ListObjectsV2", outcome).count()).isEqualTo(1);
		assertThat(requests("ListObjectsV2", outcome).totalTime(TimeUnit.NANOSECONDS)).isPositive();
	}

	@Test
	void aCallThatSucceedsAtItsSecondTryIsOneSuccessAndOneRetry() {
		AtomicInteger tries = new AtomicInteger();
		this.store.answer("GET",
				(exchange) -> exchange.sendResponseHeaders((tries.getAndIncrement() == 0) ? 500 : 200, -1));

		this.connection.client().getObjectAsBytes((request) -> request.bucket("bucket").key("a.zip"));

		assertThat(requests("GetObject", "success").count()).isEqualTo(1);
		assertThat(retries("GetObject")).isEqualTo(1);
		assertThat(this.registry.find("coffer.s3.requests").timers()).hasSize(1);
	}

	@Test
	void aStoreThatIsGoneGivesNoAnswer() {
		this.store.close();

		assertThatExceptionOfType(SdkException.class).isThrownBy(this::list);

		assertThat(requests("ListObjectsV2", "no-answer").count()).isEqualTo(1);
		assertThat(retries("ListObjectsV2")).isEqualTo(2);
	}

	@Test
	void aPresignedUrlIsNoCall() {
		this.connection.presigner()
			.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1))
				.getObjectRequest((request) -> request.bucket("bucket").key("a.zip")));

		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void aCallIsNotFailedByItsMeasurement() {
		this.registry.config().meterFilter(new MeterFilter() {
			@Override
			public Meter.Id map(Meter.Id id) {
				throw new IllegalStateException("A broken registry");
			}
		});

		assertThatNoException().isThrownBy(this::list);
	}

	@Test
	void aCollectionWithoutAnythingIsStillMeasured() {
		new S3CallMetrics(this.registry).publish(MetricCollector.create("ApiCall").collect());

		assertThat(requests("unknown", "no-answer").count()).isEqualTo(1);
	}

	private void list() {
		this.connection.client().listObjectsV2((request) -> request.bucket("bucket"));
	}

	private Timer requests(String operation, String outcome) {
		return this.registry.get("coffer.s3.requests").tags("operation", operation, "outcome", outcome).timer();
	}

	private double retries(String operation) {
		return this.registry.get("coffer.s3.retries").tag("operation", operation).counter().count();
	}

}
