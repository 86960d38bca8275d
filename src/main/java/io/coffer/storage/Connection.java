package io.coffer.storage;

import io.coffer.storage.ProviderFacts.Bodies;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
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

	private final S3Settings settings;

	private final AddressRules addresses;

	private final SdkHttpClient http;

	private final S3Client client;

	private final S3Presigner presigner;

	private final Listing listing;

	private final StoreClock clock = new StoreClock();

	private final AtomicInteger users = new AtomicInteger(1);

	private volatile NoOverwriteGuard guard;

	private volatile Findings findings;

	/** Opens clients whose calls are told to these publishers. */
	Connection(S3Settings settings, AddressRules addresses, Patience patience, List<MetricPublisher> publishers) {
		ProviderFacts facts = settings.provider().facts();
		this.settings = settings;
		this.addresses = addresses;
		this.guard = facts.guard;
		this.findings = new Findings(facts.noOverwrite, false);
		StaticCredentialsProvider credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey()));
		S3Configuration configuration = S3Configuration.builder()
			.pathStyleAccessEnabled(settings.addressingInForce() == Addressing.PATH)
			.chunkedEncodingEnabled(facts.bodies != Bodies.PLAIN)
			.expectContinueEnabled(facts.expectContinue)
			.build();
		this.http = Apache5HttpClient.builder()
			.maxConnections(MAX_CONNECTIONS)
			.connectionTimeout(patience.connecting())
			.connectionAcquisitionTimeout(patience.connecting())
			.socketTimeout(patience.silence(facts.silence))
			.expectContinueEnabled(facts.expectContinue)
			.dnsResolver(addresses)
			.build();
		this.client = S3Client.builder()
			.endpointOverride(settings.endpoint())
			.region(Region.of(settings.region()))
			.credentialsProvider(credentials)
			.serviceConfiguration(configuration)
			.requestChecksumCalculation(requestChecksums(facts))
			.responseChecksumValidation(responseChecksums(facts))
			.overrideConfiguration((requests) -> requests.retryStrategy(RetryMode.STANDARD)
				.addExecutionInterceptor(new ErrorBodies())
				.addExecutionInterceptor(new ReadableHeaders())
				.addExecutionInterceptor(this.clock)
				.apiCallAttemptTimeout(patience.attempt())
				.apiCallTimeout(patience.call())
				.metricPublishers(publishers))
			.httpClient(this.http)
			.build();
		this.presigner = S3Presigner.builder()
			.endpointOverride(publicEndpoint(settings))
			.region(Region.of(settings.region()))
			.credentialsProvider(credentials)
			.serviceConfiguration(configuration)
			.build();
		this.listing = new Listing(this.client, settings.bucket(), facts.listsV2);
	}

	/** Takes part in the use of the clients; false if they are closed already. */
	boolean join() {
		return this.users.getAndUpdate((count) -> (count == 0) ? 0 : count + 1) > 0;
	}

	void leave() {
		if (this.users.decrementAndGet() == 0) {
			this.client.close();
			this.presigner.close();
			this.http.close();
		}
	}

	S3Settings settings() {
		return this.settings;
	}

	/** How the store is asked not to overwrite. */
	NoOverwriteGuard guard() {
		return this.guard;
	}

	/** Asks no more: the store does not know the guard. */
	void dropGuard() {
		this.guard = NoOverwriteGuard.NONE;
		this.findings = new Findings(NoOverwrite.BEST_EFFORT, this.findings.openToAll());
	}

	/** What is known of the store: what a check has found, else what its manual says. */
	Findings findings() {
		return this.findings;
	}

	void learn(@Nullable Findings found) {
		if (found != null) {
			this.findings = found;
		}
	}

	/** Looks up a host as each connection does. */
	void resolve(String host) {
		try {
			this.addresses.resolve(host);
		}
		catch (UnknownHostException ex) {
			throw StorageErrors.translate(SdkClientException.create("The host does not resolve", ex));
		}
	}

	/** For requests that are not signed. */
	SdkHttpClient http() {
		return this.http;
	}

	S3Client client() {
		return this.client;
	}

	S3Presigner presigner() {
		return this.presigner;
	}

	/** What time it is there. */
	StoreClock clock() {
		return this.clock;
	}

	Listing listing() {
		return this.listing;
	}

	private static RequestChecksumCalculation requestChecksums(ProviderFacts facts) {
		return (facts.bodies == Bodies.CHECKSUMMED) ? RequestChecksumCalculation.WHEN_SUPPORTED
				: RequestChecksumCalculation.WHEN_REQUIRED;
	}

	private static ResponseChecksumValidation responseChecksums(ProviderFacts facts) {
		return (facts.bodies == Bodies.CHECKSUMMED) ? ResponseChecksumValidation.WHEN_SUPPORTED
				: ResponseChecksumValidation.WHEN_REQUIRED;
	}

	private static URI publicEndpoint(S3Settings settings) {
		@Nullable URI other = settings.publicEndpoint();
		return (other != null) ? other : settings.endpoint();
	}

}
