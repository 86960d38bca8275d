package io.coffer.embedded;

import io.coffer.data.DataDirectory;
import io.coffer.providers.S3Settings;
import io.coffer.web.CorsProperties;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** An application of the embedded store alone, on a free port, and a client of it. */
final class RunningStore implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final S3Settings settings;

	private final StaticCredentialsProvider credentials;

	private final S3Client client;

	private RunningStore(ConfigurableApplicationContext context) {
		this.context = context;
		this.settings = store().open();
		this.credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(this.settings.accessKeyId(), this.settings.secretAccessKey()));
		this.client = S3Client.builder()
			.endpointOverride(this.settings.endpoint())
			.region(Region.of(this.settings.region()))
			.forcePathStyle(true)
			.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
			.credentialsProvider(this.credentials)
			.build();
	}

	static RunningStore on(Path data, String... properties) {
		ConfigurableApplicationContext context = application(data, properties);
		try {
			return new RunningStore(context);
		}
		catch (RuntimeException ex) {
			context.close();
			throw ex;
		}
	}

	static ConfigurableApplicationContext application(Path data, String... properties) {
		return new SpringApplicationBuilder(Rooms.class).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.bannerMode(Banner.Mode.OFF)
			.properties("coffer.embedded.port=0")
			.run(Stream.concat(Stream.of("coffer.data-dir=" + data), Stream.of(properties))
				.map("--"::concat)
				.toArray(String[]::new));
	}

	EmbeddedStore store() {
		return this.context.getBean(EmbeddedStore.class);
	}

	S3Settings settings() {
		return this.settings;
	}

	S3Client client() {
		return this.client;
	}

	/** A URL from which an object can be read without the key. */
	URI presigned(String key) throws URISyntaxException {
		try (S3Presigner presigner = presigner()) {
			return presigner
				.presignGetObject((link) -> link.signatureDuration(Duration.ofMinutes(5))
					.getObjectRequest((get) -> get.bucket("coffer").key(key)))
				.url()
				.toURI();
		}
	}

	/** A URL to which the first part of an upload can be written without the key. */
	URI presignedPart(String key, String uploadId) throws URISyntaxException {
		try (S3Presigner presigner = presigner()) {
			return presigner
				.presignUploadPart((link) -> link.signatureDuration(Duration.ofMinutes(5))
					.uploadPartRequest((part) -> part.bucket("coffer").key(key).uploadId(uploadId).partNumber(1)))
				.url()
				.toURI();
		}
	}

	private S3Presigner presigner() {
		return S3Presigner.builder()
			.endpointOverride(this.settings.endpoint())
			.region(Region.of(this.settings.region()))
			.serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
			.credentialsProvider(this.credentials)
			.build();
	}

	URI url(String path) {
		return URI.create(this.settings.endpoint() + path);
	}

	byte[] content(String key) {
		return this.client.getObjectAsBytes((get) -> get.bucket("coffer").key(key)).asByteArray();
	}

	/** The directory of the objects. */
	static Path bucket(Path data) {
		return data.resolve("s3").resolve("coffer");
	}

	/** The names of the files in it. */
	static Stream<String> files(Path data) throws IOException {
		try (Stream<Path> files = Files.list(bucket(data))) {
			return files.map((file) -> file.getFileName().toString()).toList().stream();
		}
	}

	@Override
	public void close() {
		this.client.close();
		this.context.close();
	}

	@EnableConfigurationProperties({ EmbeddedStoreProperties.class, CorsProperties.class })
	@Import({ DataDirectory.class, EmbeddedStore.class, PageOrigins.class })
	static class Rooms {

	}

}
