package io.coffer.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.Provider;
import io.coffer.testing.StandInStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a store says of the bytes that it took counts, where its provider's manual says
 * what that means.
 */
class UploadChecksumTests {

	private static final String ARCHIVE = "archive";

	private static final String ITS_MD5 = "888d0ee361af3603736f32131e7b20a2";

	private static final String ITS_CRC32 = "1fxdnA==";

	private static final String ANOTHER_MD5 = "0cc175b9c0f1b6a831c399e269772661";

	private static final String ENCRYPTION = "x-amz-server-side-encryption";

	private static final int PART = 1024 * 1024;

	private final StandInStore store = new StandInStore();

	private final Storage storage = StorageAlone.with(StorageAlone.usualRules());

	@BeforeEach
	void theStoreKnowsUploadsInParts() {
		this.store.answer("POST",
				(exchange) -> StandInStore.sendXml(exchange, 200,
						"<InitiateMultipartUploadResult><Bucket>bucket</Bucket><Key>a.zip</Key><UploadId>1</UploadId>"
								+ "</InitiateMultipartUploadResult>"));
	}

	@AfterEach
	void closeThem() {
		this.storage.disconnect();
		this.store.close();
	}

	@ParameterizedTest
	@CsvSource({ "R2, ETag, \"" + ANOTHER_MD5 + "\"", "R2, x-amz-checksum-crc32, AAAAAA==",
			"GENERIC, x-amz-checksum-crc32, AAAAAA==" })
	void anArchiveThatTheStoreTookOtherwiseIsRemovedAndIsNoBackup(Provider provider, String header, String value) {
		theStoreSays(Map.of(header, value));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(provider))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.STORAGE_ERROR);

		assertThat(this.store.paths()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "R2, ETag, \"" + ITS_MD5 + "\"", "R2, ETag, " + ITS_MD5, "R2, x-amz-checksum-crc32, " + ITS_CRC32,
			"GENERIC, ETag, \"" + ANOTHER_MD5 + "\"", "R2, ETag, \"" + ITS_MD5 + "-1\"", "R2, ETag, \"opaque\"" })
	void anArchiveOfWhichTheStoreSaysTheSameOrNothingCertainIsStored(Provider provider, String header, String value)
			throws IOException {
		theStoreSays(Map.of(header, value));

		store(provider);

		assertThat(this.store.paths()).containsExactly("/bucket/a.zip");
	}

	/**
	 * The entity tag is then something else: <a href=
	 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html">Object</a>.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "aws:kms", "aws:kms:dsse" })
	void theTagOfWhatIsEncryptedWithKeysOfUsersSaysNothing(String encryption) throws IOException {
		theStoreSays(Map.of("ETag", ANOTHER_MD5, ENCRYPTION, encryption));

		store(Provider.R2);

		assertThat(this.store.paths()).containsExactly("/bucket/a.zip");
	}

	@Test
	void theTagOfWhatTheStoreEncryptsWithKeysOfItsOwnCounts() {
		theStoreSays(Map.of("ETag", ANOTHER_MD5, ENCRYPTION, "AES256"));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(Provider.R2))
			.withMessageContaining("other bytes");
	}

	@Test
	void aPartThatTheStoreTookOtherwiseEndsTheUpload() {
		theStoreSays(Map.of("ETag", ANOTHER_MD5));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(this::storeInParts)
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.STORAGE_ERROR);

		assertThat(this.store.requests()).endsWith("DELETE").containsOnlyOnce("POST");
		assertThat(this.store.paths()).isEmpty();
	}

	private void theStoreSays(Map<String, String> headers) {
		this.store.answer("PUT", (exchange) -> {
			headers.forEach(exchange.getResponseHeaders()::set);
			this.store.behave(exchange);
		});
	}

	private void store(Provider provider) throws IOException {
		try (Bucket bucket = this.storage.open(this.store.settings().withProvider(provider))) {
			bucket.store(new ByteArrayInputStream(ARCHIVE.getBytes(UTF_8)), ARCHIVE.length(), object());
		}
	}

	private void storeInParts() throws IOException {
		byte[] twoParts = new byte[PART + 1];
		try (Bucket bucket = this.storage.open(this.store.settings().withProvider(Provider.R2))) {
			bucket.storeInParts(new ByteArrayInputStream(twoParts), PART, object());
		}
	}

	private static NewObject object() {
		return new NewObject("a.zip", "application/zip", "attachment", Map.of());
	}

}
