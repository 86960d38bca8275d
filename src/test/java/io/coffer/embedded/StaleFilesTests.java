package io.coffer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class StaleFilesTests {

	private static final String UUID = "0b9d7d24-4b0c-4f2f-9b5e-2f1d8a7c6e51";

	private final Path bucket;

	private final ObjectMarks marks;

	StaleFilesTests(@TempDir Path directory) throws IOException {
		this.bucket = Files.createDirectory(directory.resolve("coffer"));
		this.marks = ObjectMarks.of(this.bucket);
		assumeThat(this.marks.kept()).isTrue();
	}

	@Test
	void removesBodiesThatWereBeingWritten() throws IOException {
		unfinished("a.zip-" + UUID);
		unfinished("team/a.zip-" + UUID);
		assertThat(StaleFiles.sweep(this.bucket, this.marks)).isEqualTo(2);
		assertThat(this.bucket).isEmptyDirectory();
	}

	@Test
	void removesPartsOfUploadsThatHaveEnded() throws IOException {
		finished(".mpus-" + UUID + "-a.zip-1");
		finished(".mpus-" + UUID + "-team/a.zip-1");
		assertThat(StaleFiles.sweep(this.bucket, this.marks)).isEqualTo(2);
		assertThat(this.bucket).isEmptyDirectory();
	}

	@Test
	void keepsAnUploadThatIsOpenButForWhatWasBeingWritten() throws IOException {
		Path[] files = { finished(".s3proxy-mpu-stub-" + UUID), finished(".mpus-" + UUID + "-a.zip-stub"),
				finished(".mpus-" + UUID + "-team/a.zip-1") };
		unfinished(".mpus-" + UUID + "-team/a.zip-2-" + UUID);
		assertThat(StaleFiles.sweep(this.bucket, this.marks)).isOne();
		assertThat(files).allSatisfy((file) -> assertThat(file).exists());
	}

	@Test
	void removesTheSecondLinkToAPublishedObject() throws IOException {
		Path published = finished("a.zip");
		Files.createLink(this.bucket.resolve("a.zip-" + UUID), published);
		assertThat(StaleFiles.sweep(this.bucket, this.marks)).isOne();
		assertThat(this.bucket).isDirectoryNotContaining("glob:**-" + UUID);
		assertThat(published).hasContent("content");
	}

	@Test
	void keepsFinishedObjectsWhateverTheirName() throws IOException {
		Path[] objects = { finished("a.zip"), finished("a.zip-" + UUID), finished("b.zip-" + UUID),
				finished("team/.mpus-" + UUID + "-1"), finished("team/" + UUID) };
		assertThat(StaleFiles.sweep(this.bucket, this.marks)).isZero();
		assertThat(objects).allSatisfy((object) -> assertThat(object).hasContent("content"));
	}

	@Test
	void keepsFilesThatOnlyResembleABodyBeingWritten() throws IOException {
		Path[] files = { unfinished("a.zip"), unfinished(UUID), unfinished("a-" + UUID + ".zip"),
				unfinished("a-" + UUID.replace("-4f2f-", "-1f2f-")) };
		assertThat(StaleFiles.sweep(this.bucket, this.marks)).isZero();
		assertThat(files).allSatisfy((file) -> assertThat(file).exists());
	}

	@Test
	void keepsWhatAClientMade() throws IOException {
		PrivateBlobStore blobs = new PrivateBlobStore(Objects.requireNonNull(this.bucket.getParent()), true);
		for (String key : List.of("a.zip-" + UUID, "made/")) {
			blobs.putBlob(PutObjectRequest.builder()
				.bucket(this.bucket.getFileName().toString())
				.key(key)
				.contentLength(0L)
				.build(), InputStream.nullInputStream());
		}
		assertThat(StaleFiles.sweep(this.bucket, this.marks)).isZero();
		assertThat(this.bucket.resolve("a.zip-" + UUID)).isRegularFile();
		assertThat(this.bucket.resolve("made")).isDirectory();
	}

	@Test
	void keepsWhatIsOlderThanItsFirstSightOfTheBucket() throws IOException {
		Path copied = unfinished("a.zip-" + UUID);
		Files.setLastModifiedTime(copied, FileTime.from(Instant.now().minusSeconds(3600)));
		assertThat(StaleFiles.sweep(this.bucket, this.marks)).isZero();
		assertThat(copied).exists();
	}

	@Test
	void keepsWhatCannotBeToldApartWithoutAttributes() throws IOException {
		Path doubtful = unfinished("a.zip-" + UUID);
		finished(".mpus-" + UUID + "-a.zip-1");
		assertThat(StaleFiles.sweep(this.bucket, new ObjectMarks(null))).isOne();
		assertThat(doubtful).exists();
	}

	@Test
	void remembersWhenTheBucketWasFirstSeen() {
		assertThat(ObjectMarks.of(this.bucket)).isEqualTo(this.marks);
	}

	private Path finished(String key) throws IOException {
		Path file = unfinished(key);
		mark(file);
		return file;
	}

	private Path unfinished(String key) throws IOException {
		Path file = this.bucket.resolve(key);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "content");
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
		return file;
	}

	private static void mark(Path path) throws IOException {
		Files.getFileAttributeView(path, UserDefinedFileAttributeView.class)
			.write(ObjectAttributes.ETAG, StandardCharsets.US_ASCII.encode("0123456789abcdef"));
	}

}
