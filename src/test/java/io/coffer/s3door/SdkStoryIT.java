package io.coffer.s3door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.testing.Archives;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The AWS SDK for Java, as an application has it. */
class SdkStoryIT extends AbstractDoorIT {

	private static final byte[] SMALL = Archives.zip(1000);

	private static final byte[] LARGE = Archives.zip(PART + 1000);

	@ParameterizedTest
	@EnumSource(RequestChecksumCalculation.class)
	void whatIsPutComesBack(RequestChecksumCalculation checksums) {
		S3Client client = client(this.pair).requestChecksumCalculation(checksums).build();
		for (byte[] archive : List.of(SMALL, LARGE)) {
			String key = key(archive.length + ".zip");

			String tag = client.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(archive)).eTag();

			assertThat(client.getObjectAsBytes((get) -> get.bucket(BUCKET).key(key)).asByteArray()).isEqualTo(archive);
			assertThat(client.headObject((head) -> head.bucket(BUCKET).key(key)).eTag()).isEqualTo(tag);
			assertThat(client.getObjectAsBytes((get) -> get.bucket(BUCKET).key(key).range("bytes=10-19")).asByteArray())
				.isEqualTo(Arrays.copyOfRange(archive, 10, 20));
			assertThat(admin().get("/backups/" + key).hasStatus(200).json().get("device").asString())
				.isEqualTo(this.device);
		}
	}

	@ParameterizedTest
	@EnumSource(names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
	void everyChecksumOfAClientIsCompared(ChecksumAlgorithm algorithm) {
		if (!List.of("CRC32", "CRC32C", "SHA1", "SHA256").contains(algorithm.name())) {
			return;
		}
		String key = key(algorithm + ".zip");

		this.s3.putObject((put) -> put.bucket(BUCKET).key(key).checksumAlgorithm(algorithm),
				RequestBody.fromBytes(SMALL));
		isRefused(400, "BadDigest",
				() -> this.s3.putObject((put) -> wrong(algorithm, put.bucket(BUCKET).key(key("wrong.zip"))),
						RequestBody.fromBytes(SMALL)));

		assertThat(objects()).containsExactly(key);
	}

	private static void wrong(ChecksumAlgorithm algorithm, PutObjectRequest.Builder put) {
		switch (algorithm) {
			case CRC32 -> put.checksumCRC32("AAAAAA==");
			case CRC32_C -> put.checksumCRC32C("AAAAAA==");
			case SHA1 -> put.checksumSHA1("AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
			default -> put.checksumSHA256("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
		}
	}

	@Test
	void signedChunksAreTaken() {
		S3Client chunked = client(this.pair)
			.serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(true).build())
			.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
			.build();
		String key = key("chunked.zip");

		chunked.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(LARGE));

		assertThat(this.store.get(key)).isEqualTo(LARGE);
	}

	@Test
	void partsBecomeOneBackup() {
		String key = key("parts.zip");
		String id = this.s3.createMultipartUpload((create) -> create.bucket(BUCKET).key(key)).uploadId();
		List<CompletedPart> parts = new ArrayList<>();
		for (int number = 1; number <= 2; number++) {
			int part = number;
			byte[] bytes = Arrays.copyOfRange(LARGE, (number - 1) * PART, Math.min(LARGE.length, number * PART));
			String tag = this.s3
				.uploadPart((put) -> put.bucket(BUCKET).key(key).uploadId(id).partNumber(part),
						RequestBody.fromBytes(bytes))
				.eTag();
			parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
		}
		assertThat(this.s3.listParts((list) -> list.bucket(BUCKET).key(key).uploadId(id)).parts()).hasSize(2);

		this.s3.completeMultipartUpload(
				(complete) -> complete.bucket(BUCKET).key(key).uploadId(id).multipartUpload((all) -> all.parts(parts)));
		this.s3.completeMultipartUpload(
				(complete) -> complete.bucket(BUCKET).key(key).uploadId(id).multipartUpload((all) -> all.parts(parts)));

		assertThat(this.store.get(key)).isEqualTo(LARGE);
		assertThat(openUploads()).isEmpty();
		isRefused(412, "PreconditionFailed",
				() -> this.s3.createMultipartUpload((create) -> create.bucket(BUCKET).key(key)));
	}

	@Test
	void anUploadInPartsCanBeAborted() {
		String key = key("parts.zip");
		String id = this.s3.createMultipartUpload((create) -> create.bucket(BUCKET).key(key)).uploadId();
		this.s3.uploadPart((put) -> put.bucket(BUCKET).key(key).uploadId(id).partNumber(1),
				RequestBody.fromBytes(SMALL));

		this.s3.abortMultipartUpload((abort) -> abort.bucket(BUCKET).key(key).uploadId(id));

		assertThat(openUploads()).isEmpty();
		assertThat(objects()).isEmpty();
	}

	@Test
	void aPresignedUrlGivesOneBackupAndTakesOne() throws Exception {
		this.s3.putObject((put) -> put.bucket(BUCKET).key(key("a.zip")), RequestBody.fromBytes(SMALL));
		try (S3Presigner presigner = S3Presigner.builder()
			.endpointOverride(endpoint())
			.region(Region.EU_CENTRAL_1)
			.serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials
				.create(this.pair.get("accessKeyId").asString(), this.pair.get("secretAccessKey").asString())))
			.build()) {
			URI get = presigner
				.presignGetObject((link) -> link.signatureDuration(Duration.ofMinutes(5))
					.getObjectRequest((object) -> object.bucket(BUCKET).key(key("a.zip"))))
				.url()
				.toURI();
			URI put = presigner
				.presignPutObject((link) -> link.signatureDuration(Duration.ofMinutes(5))
					.putObjectRequest((object) -> object.bucket(BUCKET).key(key("b.zip"))))
				.url()
				.toURI();
			HttpClient http = HttpClient.newHttpClient();

			assertThat(http.send(HttpRequest.newBuilder(get).build(), BodyHandlers.ofByteArray()).body())
				.isEqualTo(SMALL);
			assertThat(http
				.send(HttpRequest.newBuilder(put).PUT(BodyPublishers.ofByteArray(SMALL)).build(),
						BodyHandlers.ofString())
				.statusCode()).isEqualTo(200);
			URI other = URI.create(get.toString().replace("a.zip", "b.zip"));
			assertThat(http.send(HttpRequest.newBuilder(other).build(), BodyHandlers.ofString()).statusCode())
				.isEqualTo(403);
		}
		assertThat(objects()).containsExactlyInAnyOrder(key("a.zip"), key("b.zip"));
	}

	@Test
	void aNameThatIsTakenStaysWhatItIs() {
		String key = key("a.zip");
		this.s3.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(SMALL));

		isRefused(412, "PreconditionFailed",
				() -> this.s3.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(LARGE)));

		assertThat(this.store.get(key)).isEqualTo(SMALL);
	}

	/** As Cherry Studio does: put, list, delete the oldest. */
	@Test
	void anApplicationThatDeletesItsOldestKeepsAllAndItsBackupSucceeds() {
		this.s3.putObject((put) -> put.bucket(BUCKET).key(key("1.zip")), RequestBody.fromBytes(SMALL));
		this.s3.putObject((put) -> put.bucket(BUCKET).key(key("2.zip")), RequestBody.fromBytes(SMALL));

		assertThat(this.s3.listObjectsV2((list) -> list.bucket(BUCKET).prefix(this.application)).contents())
			.extracting((object) -> object.key())
			.containsExactly(key("1.zip"), key("2.zip"));
		isRefused(403, "AccessDenied", () -> this.s3.deleteObject((delete) -> delete.bucket(BUCKET).key(key("1.zip"))));
		assertThat(this.s3
			.deleteObjects((delete) -> delete.bucket(BUCKET)
				.delete((keys) -> keys.objects(ObjectIdentifier.builder().key(key("1.zip")).build())))
			.errors()).extracting((error) -> error.code()).containsExactly("AccessDenied");
		assertThat(objects()).hasSize(2);
	}

	@Test
	void anOperatorsKeyPairDeletes() {
		this.s3.putObject((put) -> put.bucket(BUCKET).key(key("1.zip")), RequestBody.fromBytes(SMALL));
		S3Client operator = client(pair("/operators/operator-" + UUID.randomUUID() + "/token")).build();

		operator.deleteObject((delete) -> delete.bucket(BUCKET).key(key("1.zip")));

		assertThat(objects()).isEmpty();
	}

	@Test
	void theBucketIsTheVaultAndThereIsNoOther() {
		assertThat(this.s3.listBuckets().buckets()).extracting((bucket) -> bucket.name()).containsExactly(BUCKET);
		this.s3.headBucket((head) -> head.bucket(BUCKET));
		assertThat(this.s3.getBucketLocation((get) -> get.bucket(BUCKET)).locationConstraintAsString()).isNullOrEmpty();
		assertThat(this.s3.getBucketVersioning((get) -> get.bucket(BUCKET)).statusAsString()).isNull();
		assertThat(this.s3.getBucketAcl((get) -> get.bucket(BUCKET)).grants()).hasSize(1);
		isRefused(409, "BucketAlreadyOwnedByYou", () -> this.s3.createBucket((create) -> create.bucket(BUCKET)));
		isRefused(403, "AccessDenied", () -> this.s3.listObjectsV2((list) -> list.bucket("another")));
		isRefused(501, "NotImplemented", () -> this.s3.getBucketPolicy((get) -> get.bucket(BUCKET)));
		isRefused(501, "NotImplemented",
				() -> this.s3.copyObject((copy) -> copy.sourceBucket(BUCKET)
					.sourceKey("a.zip")
					.destinationBucket(BUCKET)
					.destinationKey("b.zip")));
	}

	@Test
	void whatIsWrongIsSaidInTheWordsOfS3() {
		isRefused(404, "NoSuchKey", () -> this.s3.getObjectAsBytes((get) -> get.bucket(BUCKET).key(key("no.zip"))));
		isRefused(400, "InvalidArgument",
				() -> this.s3.putObject((put) -> put.bucket(BUCKET).key("folder/a.zip"), RequestBody.fromBytes(SMALL)));
		isRefused(400, "InvalidArgument",
				() -> this.s3.putObject((put) -> put.bucket(BUCKET).key(".a.zip"), RequestBody.fromBytes(SMALL)));
		isRefused(400, "InvalidArgument", () -> this.s3.putObject((put) -> put.bucket(BUCKET).key(key("a.zip")),
				RequestBody.fromBytes(new byte[100])));
		isRefused(404, "NoSuchUpload",
				() -> this.s3.abortMultipartUpload((abort) -> abort.bucket(BUCKET).key(key("a.zip")).uploadId("x")));
		assertThat(objects()).isEmpty();
	}

	static void isRefused(int status, String code, ThrowingCallable call) {
		assertThatExceptionOfType(S3Exception.class).isThrownBy(call).satisfies((refusal) -> {
			assertThat(refusal.awsErrorDetails().errorCode()).as(refusal.getMessage()).isEqualTo(code);
			assertThat(refusal.statusCode()).isEqualTo(status);
		});
	}

}
