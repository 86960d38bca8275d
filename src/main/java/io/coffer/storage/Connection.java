package io.coffer.storage;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The clients for one set of settings. They close when the last user has let go, so that
 * a change of settings never cuts an upload.
 */
final class Connection {

	private static final int MAX_CONNECTIONS = 400;

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

	private final S3Settings settings;

	private final Provider provider;

	private final S3Client client;

	private final S3Presigner presigner;

	private final Listing listing;

	private final AtomicInteger users = new AtomicInteger(1);

	/** Opens clients whose calls are told to these publishers. */
	Connection(S3Settings settings, Provider provider, List<MetricPublisher> publishers) {
		this.settings = settings;
		this.provider = provider;
		StaticCredentialsProvider credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey()));
		S3Configuration configuration = S3Configuration.builder()
			.pathStyleAccessEnabled(addressing() == Addressing.PATH)
			.chunkedEncodingEnabled(provider.chunkedEncoding())
			.build();
		this.client = S3Client.builder()
			.endpointOverride(settings.endpoint())
			.region(Region.of(settings.region()))
			.credentialsProvider(credentials)
			.serviceConfiguration(configuration)
			.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
			.responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
			.overrideConfiguration((requests) -> requests.retryStrategy(RetryMode.STANDARD)
				.apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
				.apiCallTimeout(CALL_TIMEOUT)
				.metricPublishers(publishers))
			.httpClientBuilder(Apache5HttpClient.builder()
				.maxConnections(MAX_CONNECTIONS)
				.connectionTimeout(CONNECT_TIMEOUT)
				.connectionAcquisitionTimeout(CONNECT_TIMEOUT)
				.socketTimeout(provider.silence()))
			.build();
		this.presigner = S3Presigner.builder()
			.endpointOverride(publicEndpoint(settings))
			.region(Region.of(settings.region()))
			.credentialsProvider(credentials)
			.serviceConfiguration(configuration)
			.build();
		this.listing = new Listing(this.client, settings.bucket());
	}

	/** Takes part in the use of the clients; false if they are closed already. */
	boolean join() {
		return this.users.getAndUpdate((count) -> (count == 0) ? 0 : count + 1) > 0;
	}

	void leave() {
		if (this.users.decrementAndGet() == 0) {
			this.client.close();
			this.presigner.close();
		}
	}

	S3Settings settings() {
		return this.settings;
	}

	Provider provider() {
		return this.provider;
	}

	Addressing addressing() {
		return this.provider.addressing(this.settings.addressing());
	}

	S3Client client() {
		return this.client;
	}

	S3Presigner presigner() {
		return this.presigner;
	}

	Listing listing() {
		return this.listing;
	}

	private static URI publicEndpoint(S3Settings settings) {
		@Nullable URI other = settings.publicEndpoint();
		return (other != null) ? other : settings.endpoint();
	}

}
