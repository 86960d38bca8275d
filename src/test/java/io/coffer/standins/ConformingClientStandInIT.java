package io.coffer.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.testing.Archives;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** An SDK client that is set up as a provider asks can do everything there. */
@Tag("stand-ins")
@ParameterizedClass
@MethodSource("io.coffer.standins.StandIns#all")
class ConformingClientStandInIT {

	private static final int PART = 5 * 1024 * 1024;

	/** What each provider honours to keep an object from being overwritten. */
	private static final Map<String, String> GUARDS = Map.of("oss", "x-oss-forbid-overwrite", "cos",
			"x-cos-forbid-overwrite");

	private final StandIn standIn;

	private final String key = "asked-for/" + UUID.randomUUID() + "/ä b+c.zip";

	private Sdk sdk;

	private S3Client client;

	ConformingClientStandInIT(StandIn standIn) {
		this.standIn = standIn;
	}

	@BeforeEach
	void aClientAsTheProviderAsks() {
		this.sdk = Sdk.asAsked(this.standIn);
		this.client = this.sdk.client();
	}

	@AfterEach
	void closeIt() {
		this.client.close();
	}

	@Test
	void storesListsReadsAndDeletes() {
		byte[] content = Archives.zip(1000);

		this.sdk.put(this.client, this.key, content);

		assertThat(keys()).containsExactly(this.key);
		assertThat(read()).isEqualTo(content);
		assertThat(
				this.client.getObjectAsBytes((request) -> request.bucket(bucket()).key(this.key).range("bytes=10-19"))
					.asByteArray())
			.hasSize(10);
		assertThat(this.client.headObject((request) -> request.bucket(bucket()).key(this.key)).contentLength())
			.isEqualTo(1000);
		this.client.headBucket((request) -> request.bucket(bucket()));

		this.client.deleteObject((request) -> request.bucket(bucket()).key(this.key));

		assertThat(keys()).isEmpty();
		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(this::read);
		assertThatExceptionOfType(NoSuchKeyException.class)
			.isThrownBy(() -> this.client.headObject((request) -> request.bucket(bucket()).key(this.key)));
	}

	@Test
	void storesInPartsAndKnowsTheOpenUploads() {
		byte[] content = Archives.zip(PART + 1000);
		String upload = this.client.createMultipartUpload((request) -> request.bucket(bucket()).key(this.key))
			.uploadId();
		List<CompletedPart> parts = new ArrayList<>();
		for (int start = 0; start < content.length; start += PART) {
			parts.add(part(upload, parts.size() + 1, content, start));
		}
		assertThat(this.standIn.openUploads()).contains(this.key);

		this.client.completeMultipartUpload((request) -> request.bucket(bucket())
			.key(this.key)
			.uploadId(upload)
			.multipartUpload((joined) -> joined.parts(parts)));

		assertThat(read()).isEqualTo(content);
		assertThat(this.standIn.openUploads()).doesNotContain(this.key);
	}

	@Test
	void leavesNothingOfAnAbortedUpload() {
		String upload = this.client.createMultipartUpload((request) -> request.bucket(bucket()).key(this.key))
			.uploadId();
		part(upload, 1, new byte[100], 0);

		this.client.abortMultipartUpload((request) -> request.bucket(bucket()).key(this.key).uploadId(upload));

		assertThat(this.standIn.openUploads()).doesNotContain(this.key);
		Sdk.refused(404, "NoSuchUpload", () -> part(upload, 1, new byte[100], 0));
	}

	@Test
	void deletesManyAtOnce() {
		this.sdk.put(this.client, this.key, Archives.EMPTY_ZIP);

		this.client.deleteObjects((request) -> request.bucket(bucket())
			.delete(Delete.builder().objects(ObjectIdentifier.builder().key(this.key).build()).build()));

		assertThat(keys()).isEmpty();
	}

	@Test
	void overwritesNothingIfItSaysSoAsTheProviderAsks() {
		this.sdk.put(this.client, this.key, Archives.EMPTY_ZIP);

		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> this.client.putObject((request) -> {
			request.bucket(bucket()).key(this.key);
			String guard = GUARDS.get(this.standIn.toString());
			if (guard != null) {
				request.overrideConfiguration((headers) -> headers.putHeader(guard, "true"));
			}
			else {
				request.ifNoneMatch("*");
			}
		}, RequestBody.fromBytes(Archives.zip(200)))).extracting(S3Exception::statusCode).isIn(409, 412);

		assertThat(read()).isEqualTo(Archives.EMPTY_ZIP);
	}

	@Test
	void handsOutLinksThatWorkAlone() throws Exception {
		this.sdk.put(this.client, this.key, Archives.EMPTY_ZIP);

		try (S3Presigner presigner = this.sdk.presigner()) {
			HttpResponse<byte[]> answer = HttpClient.newHttpClient()
				.send(HttpRequest
					.newBuilder(
							presigner
								.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(5))
									.getObjectRequest((request) -> request.bucket(bucket()).key(this.key)))
								.url()
								.toURI())
					.build(), BodyHandlers.ofByteArray());

			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo(Archives.EMPTY_ZIP);
		}
	}

	private CompletedPart part(String upload, int number, byte[] content, int start) {
		int length = Math.min(PART, content.length - start);
		String etag = this.client
			.uploadPart((request) -> request.bucket(bucket()).key(this.key).uploadId(upload).partNumber(number),
					RequestBody.fromBytes(Arrays.copyOfRange(content, start, start + length)))
			.eTag();
		return CompletedPart.builder().partNumber(number).eTag(etag).build();
	}

	private String bucket() {
		return this.sdk.bucket();
	}

	private byte[] read() {
		return this.client.getObjectAsBytes((request) -> request.bucket(bucket()).key(this.key)).asByteArray();
	}

	private List<String> keys() {
		return this.client.listObjectsV2((request) -> request.bucket(bucket()).prefix(this.key))
			.contents()
			.stream()
			.map(S3Object::key)
			.toList();
	}

}
