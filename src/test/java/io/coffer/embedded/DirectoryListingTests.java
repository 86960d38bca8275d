package io.coffer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** What S3Proxy answers by itself is what is expected here. */
class DirectoryListingTests {

	private static final String BUCKET = "coffer";

	private final Path bucket;

	private final BlobStore expected;

	private final BlobStore blobs;

	DirectoryListingTests(@TempDir Path directory) throws IOException {
		this.bucket = Files.createDirectory(directory.resolve(BUCKET));
		this.expected = new FilesystemNio2BlobStore(directory.toString());
		this.blobs = new PrivateBlobStore(directory, true);
	}

	@BeforeEach
	void fill() throws IOException {
		for (String key : List.of("a-b", "a.zip", "a0", "a/1", "a/2.zip", "a/b-", "a/b/c/d", "a/b0", "made/", "made/x/",
				"made/x/y", "empty/", " ", "with space", ".hidden", "..dots", "~", "caf\u00e9", "cafe", "\u4e2d\u6587",
				"line\nbreak", "Zip", "zip-0b9d7d24-4b0c-4f2f-9b5e-2f1d8a7c6e51", "a/.mpus-below", "/",
				".s3proxy-mpu-stub-x", "n1", "n2", "n3")) {
			put(key, StorageClass.STANDARD);
		}
		put("cold", StorageClass.STANDARD_IA);
		openUpload("open");
		joined("joined");
		Files.writeString(this.bucket.resolve("copied"), "without attributes");
		Files.createDirectories(this.bucket.resolve("implicit/below"));
		Files.createDirectory(this.bucket.resolve(".s3proxy-versions"));
		Files.writeString(this.bucket.resolve(".s3proxy-versions/old"), "hidden");
		Files.createDirectory(this.bucket.resolve("a/.s3proxy-versions"));
		Files.writeString(this.bucket.resolve("a/.s3proxy-versions/shown"), "an object");
		Files.createSymbolicLink(this.bucket.resolve("broken"), this.bucket.resolve("nowhere"));
		Files.createSymbolicLink(this.bucket.resolve("linked"), this.bucket.resolve("a"));
	}

	static Stream<@Nullable String> prefixes() {
		return Stream.of(null, "", "a", "a/", "a/b", "a/b/", "a/b/c/", "a-b", "made/", "made/x/", "empty/", "implicit/",
				"implicit/b", "missing", "missing/", "a-b/", "a0/x", "c", "caf", ".", "..", "./", "../", "a/.", "a/..",
				"a/../a/", "a//", "a//b", "/", "/a", "n", ".mpus-", ".s3proxy-", "linked/", "broken/");
	}

	@ParameterizedTest
	@MethodSource("prefixes")
	void aPageIsTheSameWhateverIsAskedFor(@Nullable String prefix) {
		for (String delimiter : new String[] { null, "", "/", "-" }) {
			for (Integer limit : new Integer[] { null, 0, 2 }) {
				for (String after : new String[] { null, "", "a-", "a/", "a/b", "a/b/", "a/b/c/d", "made", "zz" }) {
					assertSame(ListObjectsV2Request.builder()
						.bucket(BUCKET)
						.prefix(prefix)
						.delimiter(delimiter)
						.maxKeys(limit)
						.startAfter(after)
						.build());
				}
			}
		}
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = "/")
	void thePagesOfAnySizeTogetherAreTheSame(@Nullable String delimiter) {
		ListObjectsV2Request whole = ListObjectsV2Request.builder().bucket(BUCKET).delimiter(delimiter).build();
		List<String> all = keys(this.expected.list(whole));
		assertThat(all).hasSizeGreaterThan(20);
		for (int limit = 1; limit <= all.size() + 1; limit++) {
			List<String> paged = new ArrayList<>();
			String token = null;
			String start = null;
			do {
				ListObjectsV2Response page = assertSame(
						whole.toBuilder().maxKeys(limit).continuationToken(token).startAfter(start).build());
				start = "zz";
				assertThat(keys(page)).hasSizeLessThanOrEqualTo(limit);
				paged.addAll(keys(page));
				token = page.nextContinuationToken();
			}
			while (token != null);
			assertThat(paged).containsExactlyInAnyOrderElementsOf(all);
		}
	}

	/** S3Proxy sorts by UTF-16, which takes the second for the lesser. */
	@Test
	void keysAreInTheOrderOfUtf8() {
		put("\uff5e", StorageClass.STANDARD);
		put("\ud83d\ude00", StorageClass.STANDARD);

		ListObjectsV2Response page = this.blobs
			.list(ListObjectsV2Request.builder().bucket(BUCKET).startAfter("\u4e2d\u6587").build());

		assertThat(page.contents()).extracting(S3Object::key).containsExactly("\uff5e", "\ud83d\ude00");
	}

	@Test
	void theAttributesOfOnePageAreRead() throws IOException {
		for (int i = 0; i < 500; i++) {
			Files.writeString(this.bucket.resolve("a/many-" + i), "x");
		}
		List<String> read = new ArrayList<>();

		ListObjectsV2Response page = DirectoryListing.page(this.bucket, (key, path) -> {
			read.add(key);
			return ObjectAttributes.read(key, path);
		}, ListObjectsV2Request.builder().prefix("a/").delimiter("/").startAfter("a/many-2").maxKeys(10).build());

		assertThat(page.contents()).hasSize(10);
		assertThat(read).hasSize(11).startsWith("a/many-20").allMatch((key) -> key.startsWith("a/many-2"));
	}

	@Test
	void whatIsGoneWhenItIsLookedAtIsNotListed() throws IOException {
		ListObjectsV2Response page = DirectoryListing.page(this.bucket, (key, path) -> {
			Files.deleteIfExists(this.bucket.resolve("n2"));
			return ObjectAttributes.read(key, path);
		}, ListObjectsV2Request.builder().prefix("n").maxKeys(2).build());

		assertThat(page.contents()).extracting(S3Object::key).containsExactly("n1", "n3");
		assertThat(page.isTruncated()).isFalse();
	}

	@Test
	void aBucketThatIsNotThereIsCalledSo() {
		ListObjectsV2Request request = ListObjectsV2Request.builder().bucket("another").build();

		assertThatExceptionOfType(NoSuchBucketException.class).isThrownBy(() -> this.blobs.list(request));
	}

	private ListObjectsV2Response assertSame(ListObjectsV2Request request) {
		ListObjectsV2Response page;
		try {
			page = this.expected.list(request);
		}
		catch (IllegalArgumentException ex) {
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.blobs.list(request));
			return ListObjectsV2Response.builder().build();
		}
		assertThat(this.blobs.list(request)).as(request::toString).isEqualTo(page);
		return page;
	}

	private static List<String> keys(ListObjectsV2Response page) {
		return Stream
			.concat(page.contents().stream().map(S3Object::key),
					page.commonPrefixes().stream().map(CommonPrefix::prefix))
			.toList();
	}

	private void put(String key, StorageClass storageClass) {
		byte[] content = key.endsWith("/") ? new byte[0] : key.getBytes(StandardCharsets.UTF_8);
		this.expected.putBlob(PutObjectRequest.builder()
			.bucket(BUCKET)
			.key(key)
			.storageClass(storageClass)
			.contentLength((long) content.length)
			.build(), new ByteArrayInputStream(content));
	}

	private MultipartUpload openUpload(String key) {
		MultipartUpload upload = this.expected
			.initiateMultipartUpload(CreateMultipartUploadRequest.builder().bucket(BUCKET).key(key).build());
		this.expected.uploadMultipartPart(upload, UploadPartRequest.builder().partNumber(1).contentLength(4L).build(),
				new ByteArrayInputStream(new byte[4]));
		return upload;
	}

	private void joined(String key) {
		this.expected.completeMultipartUpload(openUpload(key),
				CompleteMultipartUploadRequest.builder()
					.bucket(BUCKET)
					.key(key)
					.multipartUpload((parts) -> parts.parts(CompletedPart.builder().partNumber(1).build()))
					.build());
	}

}
