package io.coffer.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coffer.providers.S3Settings;
import java.net.URI;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Clients of a stand-in that know nothing of Coffer.
 *
 * @param pathStyle whether the bucket is the first segment of the path
 * @param plainBodies whether bodies go without aws-chunked encoding, checksums and
 * expectations
 * @param legacyMd5 whether a digest goes with the calls that once demanded it
 */
record Sdk(StandIn standIn, boolean pathStyle, boolean plainBodies, boolean legacyMd5) {

	/** Set up as the provider asks. */
	static Sdk asAsked(StandIn standIn) {
		return switch (standIn.toString()) {
			case "aws" -> atDefaults(standIn);
			case "r2" -> new Sdk(standIn, true, true, false);
			case "oss", "cos" -> new Sdk(standIn, false, true, true);
			case "minio" -> new Sdk(standIn, true, true, true);
			default -> throw new IllegalArgumentException(standIn.toString());
		};
	}

	static Sdk asAsked(String name) {
		return asAsked(StandIns.named(name));
	}

	static Sdk atDefaults(StandIn standIn) {
		return new Sdk(standIn, false, false, false);
	}

	Sdk withPathStyle() {
		return new Sdk(this.standIn, true, this.plainBodies, this.legacyMd5);
	}

	Sdk withoutMd5() {
		return new Sdk(this.standIn, this.pathStyle, this.plainBodies, false);
	}

	String bucket() {
		return this.standIn.settings().bucket();
	}

	S3Client client() {
		return client((builder) -> {
		});
	}

	/** A client with something wrong. It asks once. */
	S3Client client(Consumer<S3ClientBuilder> change) {
		S3Settings settings = this.standIn.settings();
		S3ClientBuilder builder = S3Client.builder()
			.endpointOverride(settings.endpoint())
			.region(Region.of(settings.region()))
			.forcePathStyle(this.pathStyle)
			.credentialsProvider(key(settings.accessKeyId(), settings.secretAccessKey()))
			.overrideConfiguration((requests) -> requests.retryStrategy(AwsRetryStrategy.doNotRetry()));
		if (this.plainBodies) {
			builder
				.serviceConfiguration(
						S3Configuration.builder().chunkedEncodingEnabled(false).expectContinueEnabled(false).build())
				.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
				.responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
		}
		if (this.legacyMd5) {
			builder.addPlugin(LegacyMd5Plugin.create());
		}
		change.accept(builder);
		return builder.build();
	}

	S3Presigner presigner() {
		S3Settings settings = this.standIn.settings();
		return S3Presigner.builder()
			.endpointOverride(settings.endpoint())
			.region(Region.of(settings.region()))
			.serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(this.pathStyle).build())
			.credentialsProvider(key(settings.accessKeyId(), settings.secretAccessKey()))
			.build();
	}

	void put(S3Client client, String key, byte[] content) {
		client.putObject((request) -> request.bucket(bucket()).key(key), RequestBody.fromBytes(content));
	}

	void list(S3Client client) {
		client.listObjectsV2((request) -> request.bucket(bucket()).maxKeys(1));
	}

	/** The stand-in's endpoint under another host name. */
	URI at(String host) {
		URI endpoint = this.standIn.settings().endpoint();
		return URI.create(endpoint.toString().replace(endpoint.getHost(), host));
	}

	static StaticCredentialsProvider key(String id, String secret) {
		return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
	}

	/** Expects that a call is refused in that way. */
	static S3Exception refused(int status, String code, Runnable call) {
		S3Exception refusal = catchThrowableOfType(S3Exception.class, call::run);
		assertThat(refusal).as("the call succeeded").isNotNull();
		assertThat(refusal.statusCode()).as(refusal.getMessage()).isEqualTo(status);
		assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
		return refusal;
	}

}
