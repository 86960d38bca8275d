package io.coffer.client;

import io.coffer.network.Loopback;
import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.ProviderProfile;
import io.coffer.providers.ProviderProfile.Bodies;
import io.coffer.providers.S3Settings;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3Utilities;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Makes the SDK's clients out of Coffer's settings alone. Left to itself the SDK looks
 * for more in {@code AWS_*}, in {@code aws.*} and in the files below {@code ~/.aws}
 * (<a href= "https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">
 * settings</a>): what those say of the machine's other programs would change where
 * backups go, or stop all calls. So each of them is said here.
 */
final class SdkClients {

	static final int ATTEMPTS = 3;

	/** As many as the SDK's own: one that breaks a connection off may have to wait. */
	private static final int TIMER_THREADS = 5;

	static final ScheduledThreadPoolExecutor TIMERS = timers();

	// The SDK reads its files even where it is given a profile, and fails if it cannot. A
	// directory counts as none.
	static {
		String none = System.getProperty("java.home");
		System.setProperty(ProfileFileSystemSetting.AWS_CONFIG_FILE.property(), none);
		System.setProperty(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(), none);
	}

	private final S3Settings settings;

	private final ProviderProfile facts;

	private final StaticCredentialsProvider credentials;

	private final S3Configuration configuration;

	SdkClients(S3Settings settings) {
		this.settings = settings;
		this.facts = settings.provider().facts();
		this.credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey()));
		this.configuration = S3Configuration.builder()
			.useArnRegionEnabled(false)
			.multiRegionEnabled(true)
			.pathStyleAccessEnabled(settings.addressingInForce() == Addressing.PATH)
			.chunkedEncodingEnabled(this.facts.bodies() == Bodies.CHECKSUMMED)
			.expectContinueEnabled(this.facts.expectsContinue())
			.build();
	}

	/** The client, whose calls are told to these publishers. */
	S3Client client(SdkHttpClient http, ClientTimeouts patience, List<ExecutionInterceptor> interceptors,
			List<MetricPublisher> publishers) {
		ClientOverrideConfiguration.Builder requests = ClientOverrideConfiguration.builder()
			.retryStrategy(AwsRetryStrategy.standardRetryStrategy(false).toBuilder().maxAttempts(ATTEMPTS).build())
			.appId("coffer")
			.apiCallAttemptTimeout(patience.attempt())
			.apiCallTimeout(patience.call())
			.scheduledExecutorService(TIMERS)
			.metricPublishers(publishers);
		interceptors.forEach(requests::addExecutionInterceptor);
		return S3Client.builder()
			.endpointOverride(this.settings.endpoint())
			.fipsEnabled(false)
			.dualstackEnabled(false)
			.region(Region.of(this.settings.region()))
			.defaultsMode(DefaultsMode.LEGACY)
			.credentialsProvider(this.credentials)
			.putAuthScheme(staysHere() ? new UnsignedBodies() : AwsV4AuthScheme.create())
			.disableS3ExpressSessionAuth(true)
			.serviceConfiguration(this.configuration)
			.requestChecksumCalculation(requestChecksums())
			.responseChecksumValidation(responseChecksums())
			.overrideConfiguration(requests.build())
			.httpClient(http)
			.build();
	}

	/**
	 * For the timeouts of all calls, two for each, forgotten as the call ends. The SDK's
	 * own keeps them until their time has come, and wakes up for each.
	 */
	private static ScheduledThreadPoolExecutor timers() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("s3-timer-");
		threads.setDaemon(true);
		ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(TIMER_THREADS, threads);
		timers.setRemoveOnCancelPolicy(true);
		return timers;
	}

	/** Works out the URLs that the client calls; its own utilities would look around. */
	S3Utilities utilities() {
		return S3Utilities.builder()
			.region(Region.of(this.settings.region()))
			.fipsEnabled(false)
			.dualstackEnabled(false)
			.s3Configuration(this.configuration)
			.build();
	}

	/** Signs URLs for the address by which clients reach the store. */
	S3Presigner presigner() {
		@Nullable URI other = this.settings.publicEndpoint();
		return S3Presigner.builder()
			.endpointOverride((other != null) ? other : this.settings.endpoint())
			.fipsEnabled(false)
			.dualstackEnabled(false)
			.region(Region.of(this.settings.region()))
			.credentialsProvider(this.credentials)
			.disableS3ExpressSessionAuth(true)
			.serviceConfiguration(this.configuration)
			.build();
	}

	/** Whether requests leave this machine, by the name of the store at least. */
	private boolean staysHere() {
		URI endpoint = this.settings.endpoint();
		return "http".equals(endpoint.getScheme())
				&& (this.settings.provider() == Provider.EMBEDDED || Loopback.is(endpoint.getHost()));
	}

	private RequestChecksumCalculation requestChecksums() {
		return (this.facts.bodies() == Bodies.CHECKSUMMED) ? RequestChecksumCalculation.WHEN_SUPPORTED
				: RequestChecksumCalculation.WHEN_REQUIRED;
	}

	private ResponseChecksumValidation responseChecksums() {
		return (this.facts.bodies() == Bodies.CHECKSUMMED) ? ResponseChecksumValidation.WHEN_SUPPORTED
				: ResponseChecksumValidation.WHEN_REQUIRED;
	}

}
