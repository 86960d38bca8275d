package io.coffer.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.coffer.testing.Archives;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What a provider refuses its stand-in refuses, with the provider's status and code. */
@Tag("stand-ins")
class RefusalsStandInIT {

	private final String key = "refusals/" + UUID.randomUUID() + ".zip";

	@AfterEach
	void everythingIsAsBefore() {
		StandIns.all().forEach((standIn) -> {
			standIn.setClock(Duration.ZERO);
			standIn.letEveryoneRead(false);
		});
	}

	@ParameterizedTest
	@CsvSource({ "r2, 403, SignatureDoesNotMatch", "oss, 400, InvalidArgument", "cos, 400, InvalidArgument",
			"minio, 400, XAmzContentSHA256Mismatch" })
	void aClientLeftAtItsDefaultsCannotStore(String name, int status, String code) {
		Sdk sdk = Sdk.atDefaults(StandIns.named(name));
		try (S3Client client = sdk.client()) {
			list(sdk, client);
			Sdk.refused(status, code, () -> sdk.put(client, this.key, Archives.EMPTY_ZIP));
		}
	}

	@ParameterizedTest
	@CsvSource({ "r2, 501, NotImplemented", "oss, 400, InvalidArgument", "cos, 400, InvalidArgument" })
	void aChecksumHeaderIsRefused(String name, int status, String code) {
		Sdk sdk = asAsked(name);
		try (S3Client client = sdk
			.client((builder) -> builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED))) {
			Sdk.refused(status, code, () -> sdk.put(client, this.key, Archives.EMPTY_ZIP));
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
	@CsvSource({ "oss, SecondLevelDomainForbidden", "cos, PathStyleDomainForbidden" })
	void pathStyleIsRefused(String name, String code) {
		Sdk sdk = asAsked(name).withPathStyle();
		try (S3Client client = sdk.client()) {
			Sdk.refused(403, code, () -> list(sdk, client));
		}
	}

	@ParameterizedTest
	@CsvSource({ "aws, 403, InvalidAccessKeyId", "r2, 401, Unauthorized", "oss, 403, InvalidAccessKeyId",
			"cos, 403, InvalidAccessKeyId", "minio, 403, InvalidAccessKeyId" })
	void anUnknownKeyIdIsRefused(String name, int status, String code) {
		Sdk sdk = asAsked(name);
		try (S3Client client = sdk
			.client((builder) -> builder.credentialsProvider(Sdk.key("unknown", StandIn.SECRET)))) {
			Sdk.refused(status, code, () -> list(sdk, client));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws", "r2", "oss", "cos", "minio" })
	void aWrongSecretIsRefused(String name) {
		Sdk sdk = asAsked(name);
		try (S3Client client = sdk.client((builder) -> builder.credentialsProvider(Sdk.key(StandIn.KEY_ID, "wrong")))) {
			Sdk.refused(403, "SignatureDoesNotMatch", () -> list(sdk, client));
		}
	}

	@ParameterizedTest
	@CsvSource({ "aws, AuthorizationHeaderMalformed, eu-central-1", "r2, InvalidRegionName, auto",
			"minio, AuthorizationHeaderMalformed, home-1" })
	void aWrongRegionIsRefusedAndTheRightOneNamed(String name, String code, String expected) {
		Sdk sdk = asAsked(name);
		try (S3Client client = sdk.client((builder) -> builder.region(Region.of("mars-1")))) {
			assertThat(Sdk.refused(400, code, () -> list(sdk, client))).hasMessageContaining(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "oss", "cos" })
	void theRegionOfASignatureIsNotLookedAt(String name) {
		Sdk sdk = asAsked(name);
		try (S3Client client = sdk.client((builder) -> builder.region(Region.of("mars-1")))) {
			assertThatNoException().isThrownBy(() -> list(sdk, client));
		}
	}

	@Test
	void anotherRegionsHostOfAwsNamesTheRegion() {
		Sdk sdk = asAsked("aws");
		try (S3Client client = sdk.client((builder) -> builder.endpointOverride(sdk.at("s3.us-west-2.amazonaws.com"))
			.region(Region.of("eu-central-1")))) {
			S3Exception refusal = Sdk.refused(301, "PermanentRedirect", () -> list(sdk, client));
			assertThat(refusal.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region"))
				.hasValue("eu-central-1");
		}
	}

	@ParameterizedTest
	@CsvSource({ "r2, 0123456789abcdef0123456789abcdef.eu.r2.cloudflarestorage.com, 404, NoSuchBucket",
			"oss, s3.oss-cn-beijing.aliyuncs.com, 403, AccessDenied",
			"cos, cos.ap-beijing.myqcloud.com, 404, NoSuchBucket" })
	void anotherHostOfTheProviderDoesNotServeTheBucket(String name, String host, int status, String code) {
		Sdk sdk = asAsked(name);
		try (S3Client client = sdk.client((builder) -> builder.endpointOverride(sdk.at(host)))) {
			Sdk.refused(status, code, () -> list(sdk, client));
		}
	}

	@ParameterizedTest
	@CsvSource({ "aws, no-such-bucket", "r2, no-such-bucket", "oss, no-such-bucket", "cos, coffer-tests",
			"minio, no-such-bucket" })
	void aBucketThatIsNotThereIsNamedAsSuch(String name, String bucket) {
		try (S3Client client = asAsked(name).client()) {
			Sdk.refused(404, "NoSuchBucket", () -> client.listObjectsV2((request) -> request.bucket(bucket)));
		}
	}

	@Test
	void aListingWithTheBucketInHostAndPathFindsNoKey() {
		Sdk sdk = asAsked("r2");
		try (S3Client client = sdk.client((builder) -> builder
			.endpointOverride(sdk.at("coffer-tests." + sdk.standIn().settings().endpoint().getHost())))) {
			Sdk.refused(404, "NoSuchKey", () -> list(sdk, client));
		}
	}

	@ParameterizedTest
	@CsvSource({ "r2, 5242880, 5242881, 400, InvalidPart", "r2, 5242881, 5242880 1, 400, InvalidPart",
			"aws, 5242879, 1, 400, EntityTooSmall", "r2, 5242879, 1, 400, EntityTooSmall",
			"oss, 102399, 1, 400, EntityTooSmall", "cos, 1048575, 1, 400, EntityTooSmall",
			"minio, 5242879, 1, 400, EntityTooSmall" })
	void partsThatTheProviderDoesNotJoinAreRefused(String name, int first, String others, int status, String code) {
		Sdk sdk = asAsked(name);
		try (S3Client client = sdk.client()) {
			Sdk.refused(status, code, () -> storeInParts(sdk, client, first, others));
		}
	}

	@ParameterizedTest
	@CsvSource({ "aws, 5242880, 5242881", "oss, 5242880, 5242881", "cos, 5242880, 5242881" })
	void unequalPartsAreJoinedElsewhere(String name, int first, String others) {
		Sdk sdk = asAsked(name);
		try (S3Client client = sdk.client()) {
			assertThatNoException().isThrownBy(() -> storeInParts(sdk, client, first, others));
		}
	}

	@ParameterizedTest
	@CsvSource({ "oss, MissingArgument", "cos, MissingContentMD5", "minio, MissingContentMD5" })
	void deletingManyAtOnceNeedsADigest(String name, String code) {
		Sdk sdk = asAsked(name).withoutMd5();
		try (S3Client client = sdk.client()) {
			Sdk.refused(400, code, () -> client.deleteObjects((request) -> request.bucket(sdk.bucket())
				.delete(Delete.builder().objects(ObjectIdentifier.builder().key(this.key).build()).build())));
		}
	}

	@Test
	void callsThatAProviderLacksAreRefused() {
		for (String name : List.of("oss", "cos")) {
			Sdk sdk = asAsked(name);
			try (S3Client client = sdk.client()) {
				Sdk.refused(501, "NotImplemented",
						() -> client.listMultipartUploads((request) -> request.bucket(sdk.bucket())));
			}
		}
		Sdk r2 = asAsked("r2");
		try (S3Client client = r2.client()) {
			Sdk.refused(501, "NotImplemented", () -> client.getBucketAcl((request) -> request.bucket(r2.bucket())));
			Sdk.refused(501, "NotImplemented",
					() -> client.getBucketPolicyStatus((request) -> request.bucket(r2.bucket())));
		}
	}

	@Test
	void theNewerListingCallIsTheOlderOneForCos() {
		Sdk sdk = asAsked("cos");
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
		Sdk sdk = asAsked(name);
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
	@ValueSource(ints = { -20, 20 })
	void aClockThatIsOffIsNamedAsSuch(int minutes) {
		for (StandIn standIn : StandIns.all()) {
			standIn.setClock(Duration.ofMinutes(minutes));
			Sdk sdk = Sdk.asAsked(standIn);
			try (S3Client client = sdk.client()) {
				Sdk.refused(403, "RequestTimeTooSkewed", () -> list(sdk, client));
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "aws, 403, AccessDenied", "r2, 400, ExpiredRequest", "oss, 403, AccessDenied",
			"cos, 403, AccessDenied", "minio, 403, AccessDenied" })
	void aLinkEnds(String name, int status, String code) throws Exception {
		URI link = link(asAsked(name));
		StandIns.named(name).setClock(Duration.ofMinutes(6));

		HttpResponse<String> answer = ask("GET", link);

		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).contains("<Code>" + code + "</Code>");
	}

	@ParameterizedTest
	@CsvSource({ "aws, coffer-tests.s3.eu-central-1., coffer-tests.s3.", "r2, //0123, //coffer-tests.0123",
			"oss, .s3.oss-, .oss-", "cos, ap-guangzhou.myqcloud, ap-beijing.myqcloud", "minio, 127.0.0.1, localhost" })
	void aLinkWorksAtTheHostThatItWasSignedForAlone(String name, String part, String other) throws Exception {
		String link = link(asAsked(name)).toString();

		HttpResponse<String> answer = ask("GET", URI.create(link.replace(part, other)));

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws", "oss", "cos", "minio" })
	void onlyAPublicBucketIsReadWithoutAKey(String name) throws Exception {
		Sdk sdk = asAsked(name);
		try (S3Client client = sdk.client()) {
			sdk.put(client, this.key, Archives.EMPTY_ZIP);
		}
		URI object = URI.create(link(sdk).toString().replaceFirst("\\?.*", ""));
		assertThat(ask("GET", object).body()).contains("<Code>AccessDenied</Code>");
		assertThat(ask("HEAD", object)).satisfies((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).isEmpty();
		});

		StandIns.named(name).letEveryoneRead(true);

		assertThat(ask("GET", object).statusCode()).isEqualTo(200);
		assertThat(ask("PUT", object).statusCode()).isEqualTo(403);
		assertThat(ask("GET", object.resolve(sdk.pathStyle() ? "/" + sdk.bucket() : "/")).body())
			.contains("<Key>" + this.key + "</Key>");
	}

	private void storeInParts(Sdk sdk, S3Client client, int first, String others) {
		String upload = client.createMultipartUpload((request) -> request.bucket(sdk.bucket()).key(this.key))
			.uploadId();
		List<CompletedPart> parts = new ArrayList<>();
		for (String size : (first + " " + others).split(" ", -1)) {
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

	private URI link(Sdk sdk) throws Exception {
		try (S3Presigner presigner = sdk.presigner()) {
			return presigner
				.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(5))
					.getObjectRequest((request) -> request.bucket(sdk.bucket()).key(this.key)))
				.url()
				.toURI();
		}
	}

	private static HttpResponse<String> ask(String method, URI url) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
	}

	private static void list(Sdk sdk, S3Client client) {
		client.listObjectsV2((request) -> request.bucket(sdk.bucket()).maxKeys(1));
	}

	private static Sdk asAsked(String name) {
		return Sdk.asAsked(StandIns.named(name));
	}

}
