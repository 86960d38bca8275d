package io.coffer.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Settings that are wrong are refused as the provider refuses them. */
@Tag("stand-ins")
class SettingsStandInIT {

	@AfterEach
	void everythingIsAsBefore() {
		StandIns.all().forEach((standIn) -> {
			standIn.setClock(Duration.ZERO);
		});
	}

	@ParameterizedTest
	@CsvSource({ "oss, SecondLevelDomainForbidden", "cos, PathStyleDomainForbidden" })
	void pathStyleIsRefused(String name, String code) {
		Sdk sdk = Sdk.asAsked(name).withPathStyle();
		try (S3Client client = sdk.client()) {
			Sdk.refused(403, code, () -> sdk.list(client));
		}
	}

	@ParameterizedTest
	@CsvSource({ "aws, 403, InvalidAccessKeyId", "r2, 401, Unauthorized", "oss, 403, InvalidAccessKeyId",
			"cos, 403, InvalidAccessKeyId", "minio, 403, InvalidAccessKeyId" })
	void anUnknownKeyIdIsRefused(String name, int status, String code) {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk
			.client((builder) -> builder.credentialsProvider(Sdk.key("unknown", StandIn.SECRET)))) {
			Sdk.refused(status, code, () -> sdk.list(client));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws", "r2", "oss", "cos", "minio" })
	void aWrongSecretIsRefused(String name) {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk.client((builder) -> builder.credentialsProvider(Sdk.key(StandIn.KEY_ID, "wrong")))) {
			Sdk.refused(403, "SignatureDoesNotMatch", () -> sdk.list(client));
		}
	}

	@ParameterizedTest
	@CsvSource({ "aws, AuthorizationHeaderMalformed, eu-central-1", "r2, InvalidRegionName, auto",
			"minio, AuthorizationHeaderMalformed, home-1" })
	void aWrongRegionIsRefusedAndTheRightOneNamed(String name, String code, String expected) {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk.client((builder) -> builder.region(Region.of("mars-1")))) {
			assertThat(Sdk.refused(400, code, () -> sdk.list(client))).hasMessageContaining(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "oss", "cos" })
	void theRegionOfASignatureIsNotLookedAt(String name) {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk.client((builder) -> builder.region(Region.of("mars-1")))) {
			assertThatNoException().isThrownBy(() -> sdk.list(client));
		}
	}

	@Test
	void anotherRegionsHostOfAwsNamesTheRegion() {
		Sdk sdk = Sdk.asAsked("aws");
		try (S3Client client = sdk.client((builder) -> builder.endpointOverride(sdk.at("s3.us-west-2.amazonaws.com"))
			.region(Region.of("eu-central-1")))) {
			S3Exception refusal = Sdk.refused(301, "PermanentRedirect", () -> sdk.list(client));
			assertThat(refusal.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region"))
				.hasValue("eu-central-1");
		}
	}

	@ParameterizedTest
	@CsvSource({ "r2, 0123456789abcdef0123456789abcdef.eu.r2.cloudflarestorage.com, 404, NoSuchBucket",
			"oss, s3.oss-cn-beijing.aliyuncs.com, 403, AccessDenied",
			"cos, cos.ap-beijing.myqcloud.com, 404, NoSuchBucket" })
	void anotherHostOfTheProviderDoesNotServeTheBucket(String name, String host, int status, String code) {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk.client((builder) -> builder.endpointOverride(sdk.at(host)))) {
			Sdk.refused(status, code, () -> sdk.list(client));
		}
	}

	@ParameterizedTest
	@CsvSource({ "aws, no-such-bucket", "r2, no-such-bucket", "oss, no-such-bucket", "cos, coffer-tests",
			"minio, no-such-bucket" })
	void aBucketThatIsNotThereIsNamedAsSuch(String name, String bucket) {
		try (S3Client client = Sdk.asAsked(name).client()) {
			Sdk.refused(404, "NoSuchBucket", () -> client.listObjectsV2((request) -> request.bucket(bucket)));
		}
	}

	@Test
	void aListingWithTheBucketInHostAndPathFindsNoKey() {
		Sdk sdk = Sdk.asAsked("r2");
		try (S3Client client = sdk.client((builder) -> builder
			.endpointOverride(sdk.at("coffer-tests." + sdk.standIn().settings().endpoint().getHost())))) {
			Sdk.refused(404, "NoSuchKey", () -> sdk.list(client));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -20, 20 })
	void aClockThatIsOffIsNamedAsSuch(int minutes) {
		for (StandIn standIn : StandIns.all()) {
			standIn.setClock(Duration.ofMinutes(minutes));
			Sdk sdk = Sdk.asAsked(standIn);
			try (S3Client client = sdk.client()) {
				Sdk.refused(403, "RequestTimeTooSkewed", () -> sdk.list(client));
			}
		}
	}

	@Test
	void callsThatAProviderLacksAreRefused() {
		for (String name : List.of("oss", "cos")) {
			Sdk sdk = Sdk.asAsked(name);
			try (S3Client client = sdk.client()) {
				Sdk.refused(501, "NotImplemented",
						() -> client.listMultipartUploads((request) -> request.bucket(sdk.bucket())));
			}
		}
		Sdk r2 = Sdk.asAsked("r2");
		try (S3Client client = r2.client()) {
			Sdk.refused(501, "NotImplemented", () -> client.getBucketAcl((request) -> request.bucket(r2.bucket())));
			Sdk.refused(501, "NotImplemented",
					() -> client.getBucketPolicyStatus((request) -> request.bucket(r2.bucket())));
		}
	}

}
