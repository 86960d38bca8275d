package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.Archives;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.io.input.BrokenInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Coffer needs of a store, told as stories. Every kind of store runs the same ones;
 * each test has a root path of its own and leaves nothing behind.
 */
abstract class StorageContract extends AbstractStorageIT {

	@ParameterizedTest
	@ValueSource(ints = { 22, PART - 1, PART, PART + 1, 3 * PART + 1 })
	void whatIsStoredComesBackByteForByte(int size) throws IOException {
		byte[] archive = Archives.zip(size);

		StoredObject stored = store("a.zip", archive, size);

		assertThat(stored.size()).isEqualTo(size);
		assertThat(read("a.zip")).isEqualTo(archive);
		assertThat(this.bucket.find("a.zip")).hasValueSatisfying((object) -> assertThat(object.size()).isEqualTo(size));
	}

	@ParameterizedTest
	@ValueSource(ints = { 22, PART, 2 * PART + 1 })
	void aBodyOfUnknownLengthIsStoredWhole(int size) throws IOException {
		byte[] archive = Archives.zip(size);

		store("a.zip", archive, -1);

		assertThat(read("a.zip")).isEqualTo(archive);
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void anObjectKeepsItsTypeItsFileNameAndItsMetadata(int size) throws IOException {
		store("a.zip", Archives.zip(size), size);

		assertThat(this.bucket.head("a.zip")).hasValueSatisfying((object) -> {
			assertThat(object.contentType()).isEqualTo("application/zip");
			assertThat(object.contentDisposition()).isEqualTo("attachment; filename=\"mine.zip\"");
			assertThat(object.metadata()).containsEntry("coffer-sha256", "abc");
		});
	}

	@Test
	void thereIsNothingUnderAKeyThatNobodyUsed() {
		assertThat(this.bucket.head("a.zip")).isEmpty();
		assertThat(this.bucket.find("a.zip")).isEmpty();
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.bucket.read(described("a.zip", 1, "")))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.BACKUP_NOT_FOUND);
	}

	@Test
	void aKeyIsFoundOnlyWhole() throws IOException {
		store("a.zip.zip", Archives.EMPTY_ZIP, 22);

		assertThat(this.bucket.find("a.zip")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a+b c%25.zip", "备份.zip", "बैकअप.zip", "e\u0301.zip", "\u00e9.zip", "A (1)@-_.ZIP" })
	void keysOfAnyScriptComeBackAsTheyWere(String key) throws IOException {
		store(key, Archives.EMPTY_ZIP, 22);

		assertThat(keys("")).containsExactly(key);
		assertThat(this.bucket.find(key)).isPresent();
		assertThat(read(key)).isEqualTo(Archives.EMPTY_ZIP);
	}

	@Test
	void onlyDirectChildrenOfTheRootPathAreListed() throws IOException {
		store("a.zip", Archives.EMPTY_ZIP, 22);
		store("below/b.zip", Archives.EMPTY_ZIP, 22);

		assertThat(keys("")).containsExactly("a.zip");
	}

	@Test
	void aListingGoesInTheOrderOfKeysFromWhereItIsAsked() throws IOException {
		for (String key : List.of("c.zip", "a.1.zip", "b.zip", "a.2.zip")) {
			store(key, Archives.EMPTY_ZIP, 22);
		}

		assertThat(keys("")).containsExactly("a.1.zip", "a.2.zip", "b.zip", "c.zip");
		assertThat(keys("a.")).containsExactly("a.1.zip", "a.2.zip");
		List<String> behind = new ArrayList<>();
		this.bucket.list("", "a.2", (object) -> behind.add(object.key()));
		assertThat(behind).containsExactly("a.2.zip", "b.zip", "c.zip");
	}

	@Test
	void theTimeOfAnObjectIsTheStoresAndAboutNow() throws IOException {
		store("a.zip", Archives.EMPTY_ZIP, 22);

		assertThat(this.bucket.find("a.zip").orElseThrow().lastModified()).isCloseTo(Instant.now(),
				within(5, ChronoUnit.MINUTES));
	}

	@Test
	void aRangeIsReadAlone() throws IOException {
		byte[] archive = Archives.zip(1000);
		StoredObject stored = store("a.zip", archive, 1000);

		try (ObjectContent content = this.bucket.read(stored, 10, 19)) {
			assertThat(content.length()).isEqualTo(10);
			assertThat(content.stream().readAllBytes()).isEqualTo(Arrays.copyOfRange(archive, 10, 20));
		}
	}

	@Test
	void anotherVersionIsNotRead() throws IOException {
		store("a.zip", Archives.zip(1000), 1000);

		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> this.bucket.read(described("a.zip", 1000, "\"00000000000000000000000000000000\"")))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.BACKUP_NOT_FOUND);
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void whatIsThereIsNeverOverwritten(int size) throws IOException {
		byte[] first = Archives.zip(size);
		store("a.zip", first, size);

		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> store("a.zip", Archives.zip(size + 1), size + 1))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.BACKUP_EXISTS);

		assertThat(read("a.zip")).isEqualTo(first);
		assertThat(openUploads()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void ofManyWritersOfOneKeyOneWinsWhole(int size) throws Exception {
		List<byte[]> archives = IntStream.range(0, 4).mapToObj((i) -> Archives.zip(size + i)).toList();
		ExecutorService writers = Executors.newFixedThreadPool(archives.size());
		try {
			List<Future<Boolean>> results = writers.invokeAll(archives.stream().map(this::triesToStore).toList());

			List<byte[]> winners = new ArrayList<>();
			for (int i = 0; i < archives.size(); i++) {
				if (results.get(i).get()) {
					winners.add(archives.get(i));
				}
			}
			assertThat(winners).singleElement().isEqualTo(read("a.zip"));
			assertThat(openUploads()).isEmpty();
		}
		finally {
			writers.shutdownNow();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, PART, 2 * PART + 5 })
	void aBodyThatBreaksLeavesNothing(int before) {
		InputStream body = new SequenceInputStream(new ByteArrayInputStream(new byte[before]),
				new BrokenInputStream(() -> new IOException("The line is cut")));

		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.bucket.store(body, -1, object("a.zip")));

		assertThat(keys("")).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 22, PART + 1 })
	void whatIsSentAndNotCommittedLeavesNothing(int size) throws IOException {
		ObjectUpload upload = this.bucket.begin(new ByteArrayInputStream(Archives.zip(size)), -1);
		try (upload) {
			upload.send(object("a.zip"));
		}
		upload.close();

		assertThat(keys("")).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void deletingTwiceIsFine() throws IOException {
		store("a.zip", Archives.EMPTY_ZIP, 22);

		this.bucket.delete("a.zip");
		this.bucket.delete("a.zip");

		assertThat(keys("")).isEmpty();
	}

	@Test
	void aPresignedUrlNeedsNoKeyAndCarriesTheFileName() throws Exception {
		byte[] archive = Archives.zip(PART + 1);
		store("a b+.zip", archive, archive.length);

		HttpResponse<byte[]> answer = download(this.bucket.presign("a b+.zip", Duration.ofMinutes(1)));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(archive);
		assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"mine.zip\"");
	}

	@Test
	void clientsSendPartsToSignedUrlsAndNeedNothingElse() throws Exception {
		byte[] archive = Archives.zip(2 * PartPlan.SMALLEST_PART + 1);
		ClientUpload upload = this.bucket.clientUploads().begin(object("a b+.zip"));
		assertThat(upload.list()).hasValue(List.of());
		for (int number : List.of(3, 1, 2)) {
			URI url = upload.presign(number, Duration.ofMinutes(1));
			assertThat(url.getQuery()).contains("X-Amz-SignedHeaders=host&").doesNotContainIgnoringCase("checksum");
			send(url, Arrays.copyOfRange(archive, (number - 1) * PartPlan.SMALLEST_PART,
					Math.min(number * PartPlan.SMALLEST_PART, archive.length)));
		}

		ClientUpload resumed = this.bucket.clientUploads().resume("a b+.zip", upload.id(), upload.mark());
		List<UploadedPart> parts = resumed.list().orElseThrow();
		StoredObject stored = resumed.complete(parts);

		assertThat(parts).extracting(UploadedPart::size)
			.containsExactly((long) PartPlan.SMALLEST_PART, (long) PartPlan.SMALLEST_PART, 1L);
		assertThat(resumed.hasMade(stored)).isTrue();
		assertThat(read("a b+.zip")).isEqualTo(archive);
		assertThat(resumed.list()).isEmpty();
		assertThat(resumed.abort()).isTrue();
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void partsOfAnUploadThatHasEndedAreRefusedAndNotKept() throws Exception {
		ClientUpload upload = this.bucket.clientUploads().begin(object("a.zip"));
		URI url = upload.presign(1, Duration.ofMinutes(1));
		send(url, new byte[1000]);

		assertThat(upload.abort()).isTrue();

		assertThat(upload.list()).isEmpty();
		assertThat(put(url, new byte[1000])).isEqualTo(404);
		assertThat(upload.list()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void withoutASignatureNothingIsHandedOut() throws Exception {
		byte[] archive = Archives.zip(1000);
		store("a.zip", archive, 1000);
		URI signed = this.bucket.presign("a.zip", Duration.ofMinutes(1));

		HttpResponse<byte[]> answer = download(URI.create(signed.toString().replaceFirst("\\?.*", "")));

		String inside = new String(archive, 500, 100, StandardCharsets.ISO_8859_1);
		assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).doesNotContain(inside);
		assertThat(
				answer.statusCode() >= 300 || answer.headers().firstValue("Content-Type").orElse("").contains("html"))
			.as("%s", answer)
			.isTrue();
	}

	@Test
	void aWrongSecretIsNamedAsSuch() {
		try (Bucket other = this.storage.open(this.settings.withSecret("not-the-secret"))) {
			assertThatExceptionOfType(ProblemException.class).isThrownBy(other::ping)
				.extracting(ProblemException::type)
				.isEqualTo(ProblemType.STORAGE_CREDENTIALS);
		}
	}

}
