package io.coffer.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.coffer.testing.Archives;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Data that is sent or guarded in a form that the provider does not take. */
@Tag("stand-ins")
class DataStandInIT {

	private final String key = "data/" + UUID.randomUUID() + ".zip";

	@ParameterizedTest
	@CsvSource({ "r2, 403, SignatureDoesNotMatch", "oss, 400, InvalidArgument", "cos, 400, InvalidArgument",
			"minio, 400, XAmzContentSHA256Mismatch" })
	void aClientLeftAtItsDefaultsCannotStore(String name, int status, String code) {
		Sdk sdk = Sdk.atDefaults(StandIns.named(name));
		try (S3Client client = sdk.client()) {
			sdk.list(client);
			Sdk.refused(status, code, () -> sdk.put(client, this.key, Archives.EMPTY_ZIP));
		}
	}

	@ParameterizedTest
	@CsvSource({ "r2, 501, NotImplemented", "oss, 400, InvalidArgument", "cos, 400, InvalidArgument" })
	void aChecksumHeaderIsRefused(String name, int status, String code) {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk
			.client((builder) -> builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED))) {
			Sdk.refused(status, code, () -> sdk.put(client, this.key, Archives.EMPTY_ZIP));
		}
	}

	@Test
	void whoWaitsForAContinueIsRefusedByR2() {
		Sdk sdk = Sdk.asAsked("r2");
		try (S3Client client = sdk.client((builder) -> builder
			.serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build()))) {
			Sdk.refused(417, "ExpectationFailed", () -> sdk.put(client, this.key, new byte[2 * 1024 * 1024]));
		}
	}

	@Test
	void signedChunksAreUnderstoodByMinio() {
		Sdk sdk = new Sdk(StandIns.named("minio"), true, false, false);
		try (S3Client client = sdk
			.client((builder) -> builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED))) {
			byte[] content = Archives.zip(200_000);
			sdk.put(client, this.key, content);
			assertThat(client.getObjectAsBytes((request) -> request.bucket(sdk.bucket()).key(this.key)).asByteArray())
				.isEqualTo(content);
		}
	}

	@ParameterizedTest
	@CsvSource({ "r2, 5242880, 5242881, 400, InvalidPart", "r2, 5242881, 5242880 1, 400, InvalidPart",
			"aws, 5242879, 1, 400, EntityTooSmall", "r2, 5242879, 1, 400, EntityTooSmall",
			"oss, 102399, 1, 400, EntityTooSmall", "cos, 1048575, 1, 400, EntityTooSmall",
			"minio, 5242879, 1, 400, EntityTooSmall" })
	void partsThatTheProviderDoesNotJoinAreRefused(String name, int first, String others, int status, String code) {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk.client()) {
			Sdk.refused(status, code, () -> storeInParts(sdk, client, first, others));
		}
	}

	@ParameterizedTest
	@CsvSource({ "aws, 5242880, 5242881", "oss, 5242880, 5242881", "cos, 5242880, 5242881" })
	void unequalPartsAreJoinedElsewhere(String name, int first, String others) {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk.client()) {
			assertThatNoException().isThrownBy(() -> storeInParts(sdk, client, first, others));
		}
	}

	@ParameterizedTest
	@CsvSource({ "oss, MissingArgument", "cos, MissingContentMD5", "minio, MissingContentMD5" })
	void deletingManyAtOnceNeedsADigest(String name, String code) {
		Sdk sdk = Sdk.asAsked(name).withoutMd5();
		try (S3Client client = sdk.client()) {
			Sdk.refused(400, code, () -> client.deleteObjects((request) -> request.bucket(sdk.bucket())
				.delete(Delete.builder().objects(ObjectIdentifier.builder().key(this.key).build()).build())));
		}
	}

	@Test
	void theNewerListingCallIsTheOlderOneForCos() {
		Sdk sdk = Sdk.asAsked("cos");
		try (S3Client client = sdk.client()) {
			sdk.put(client, this.key + "1", Archives.EMPTY_ZIP);
			sdk.put(client, this.key + "2", Archives.EMPTY_ZIP);

			assertThat(client.listObjectsV2((request) -> request.bucket(sdk.bucket()).prefix(this.key).maxKeys(1))
				.nextContinuationToken()).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource({ "oss, x-oss-forbid-overwrite", "cos, x-cos-forbid-overwrite" })
	void theUsualGuardIsIgnoredWhereTheProviderHasItsOwn(String name, String guard) {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk.client()) {
			for (int i = 0; i < 2; i++) {
				client.putObject((request) -> request.bucket(sdk.bucket()).key(this.key).ifNoneMatch("*"),
						RequestBody.fromBytes(Archives.EMPTY_ZIP));
			}
			Sdk.refused(409, "FileAlreadyExists",
					() -> client.putObject(
							(request) -> request.bucket(sdk.bucket())
								.key(this.key)
								.overrideConfiguration((headers) -> headers.putHeader(guard, "true")),
							RequestBody.fromBytes(Archives.EMPTY_ZIP)));
		}
	}

	@ParameterizedTest
	@CsvSource({ "aws, If-None-Match, *, 412, PreconditionFailed", "minio, If-None-Match, *, 412, PreconditionFailed",
			"oss, x-oss-forbid-overwrite, true, 409, FileAlreadyExists",
			"cos, x-cos-forbid-overwrite, true, 409, FileAlreadyExists" })
	void aGuardCountsAlsoWhenPartsAreJoined(String name, String guard, String value, int status, String code) {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk.client((builder) -> builder.overrideConfiguration(
				(requests) -> requests.retryStrategy(AwsRetryStrategy.doNotRetry()).putHeader(guard, value)))) {
			storeInParts(sdk, client, 1, "");
			Sdk.refused(status, code, () -> storeInParts(sdk, client, 1, ""));
		}
	}

	@Test
	void r2GuardsNothingWhenPartsAreJoined() {
		Sdk sdk = Sdk.asAsked("r2");
		try (S3Client client = sdk.client(
				(builder) -> builder.overrideConfiguration((requests) -> requests.putHeader("If-None-Match", "*")))) {
			storeInParts(sdk, client, 1, "");
			assertThatNoException().isThrownBy(() -> storeInParts(sdk, client, 1, ""));
		}
	}

	private void storeInParts(Sdk sdk, S3Client client, int first, String others) {
		String upload = client.createMultipartUpload((request) -> request.bucket(sdk.bucket()).key(this.key))
			.uploadId();
		List<CompletedPart> parts = new ArrayList<>();
		for (String size : (first + " " + others).strip().split(" ", -1)) {
			int number = parts.size() + 1;
			String etag = client
				.uploadPart((request) -> request.bucket(sdk.bucket()).key(this.key).uploadId(upload).partNumber(number),
						RequestBody.fromBytes(new byte[Integer.parseInt(size)]))
				.eTag();
			parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
		}
		client.completeMultipartUpload((request) -> request.bucket(sdk.bucket())
			.key(this.key)
			.uploadId(upload)
			.multipartUpload((joined) -> joined.parts(parts)));
	}

}
