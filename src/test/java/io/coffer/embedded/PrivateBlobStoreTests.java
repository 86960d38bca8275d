package io.coffer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

class PrivateBlobStoreTests {

	private static final String BUCKET = "coffer";

	private static final String KEY = "archive.zip";

	private final Path directory;

	PrivateBlobStoreTests(@TempDir Path directory) {
		this.directory = directory;
	}

	@BeforeEach
	void theBucketIsThere() throws IOException {
		Files.createDirectory(this.directory.resolve(BUCKET));
	}

	@ParameterizedTest(name = "hard links: {0}")
	@ValueSource(booleans = { true, false })
	void aNameIsWrittenOnceOnly(boolean hardLinks) throws IOException {
		PrivateBlobStore blobs = new PrivateBlobStore(this.directory, hardLinks);

		put(blobs, "first");

		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> put(blobs, "second"))
			.satisfies((refusal) -> assertThat(refusal.statusCode()).isEqualTo(412));
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> putInParts(blobs, "third"))
			.satisfies((refusal) -> assertThat(refusal.statusCode()).isEqualTo(412));
		assertThat(this.directory.resolve(BUCKET).resolve(KEY)).hasContent("first");
	}

	@ParameterizedTest(name = "hard links: {0}")
	@ValueSource(booleans = { true, false })
	void aNameThatIsFreeIsWrittenInPartsToo(boolean hardLinks) throws IOException {
		putInParts(new PrivateBlobStore(this.directory, hardLinks), "parts");

		assertThat(this.directory.resolve(BUCKET).resolve(KEY)).hasContent("parts");
	}

	@ParameterizedTest(name = "hard links: {0}")
	@ValueSource(booleans = { true, false })
	void lookingForHardLinksLeavesNothing(boolean there) throws IOException {
		Path place = there ? this.directory : this.directory.resolve("missing");

		assertThat(StoreDirectory.hasHardLinks(place)).isEqualTo(there);

		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).containsExactly(this.directory.resolve(BUCKET));
		}
	}

	@Test
	void anObjectThatIsCalledLikeALeftoverStaysAtTheNextStart() throws IOException {
		Path bucket = this.directory.resolve(BUCKET);
		ObjectMarks marks = ObjectMarks.of(bucket);
		assumeThat(marks.kept()).isTrue();
		String key = "archive.zip-0b9d7d24-4b0c-4f2f-9b5e-2f1d8a7c6e51";

		new PrivateBlobStore(this.directory, true).putBlob(
				PutObjectRequest.builder().bucket(BUCKET).key(key).contentLength(4L).build(),
				new ByteArrayInputStream("kept".getBytes(StandardCharsets.US_ASCII)));

		assertThat(StaleFiles.sweep(bucket, marks)).isZero();
		assertThat(bucket.resolve(key)).hasContent("kept");
	}

	/** No Linux file system takes an attribute of more than 64 KiB. */
	@Test
	void anObjectWhoseAttributesDoNotFitIsRefusedWhole() throws IOException {
		assumeThat(ObjectMarks.of(this.directory.resolve(BUCKET)).kept()).isTrue();
		PrivateBlobStore blobs = new PrivateBlobStore(this.directory, true);
		Map<String, String> metadata = Map.of("name", "x".repeat(70_000));

		ByteArrayInputStream body = new ByteArrayInputStream(new byte[100]);
		fails(() -> blobs.putBlob(
				PutObjectRequest.builder().bucket(BUCKET).key(KEY).contentLength(100L).metadata(metadata).build(),
				body));
		assertThat(body.available()).isZero();
		fails(() -> blobs.initiateMultipartUpload(
				CreateMultipartUploadRequest.builder().bucket(BUCKET).key(KEY).metadata(metadata).build()));

		try (Stream<Path> files = Files.walk(this.directory.resolve(BUCKET))) {
			assertThat(files).containsExactly(this.directory.resolve(BUCKET));
		}
	}

	private static void fails(ThrowingCallable write) {
		assertThatExceptionOfType(S3Exception.class).isThrownBy(write)
			.satisfies((refusal) -> assertThat(refusal.statusCode()).isEqualTo(507));
	}

	private static void put(PrivateBlobStore blobs, String content) {
		byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
		blobs.putBlob(PutObjectRequest.builder()
			.bucket(BUCKET)
			.key(KEY)
			.ifNoneMatch("*")
			.contentLength((long) bytes.length)
			.build(), new ByteArrayInputStream(bytes));
	}

	private static void putInParts(PrivateBlobStore blobs, String content) {
		byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
		MultipartUpload upload = blobs
			.initiateMultipartUpload(CreateMultipartUploadRequest.builder().bucket(BUCKET).key(KEY).build());
		blobs.uploadMultipartPart(upload,
				UploadPartRequest.builder().partNumber(1).contentLength((long) bytes.length).build(),
				new ByteArrayInputStream(bytes));
		blobs.completeMultipartUpload(upload,
				CompleteMultipartUploadRequest.builder()
					.bucket(BUCKET)
					.key(KEY)
					.ifNoneMatch("*")
					.multipartUpload((joined) -> joined.parts(List.of(CompletedPart.builder().partNumber(1).build())))
					.build());
	}

}
