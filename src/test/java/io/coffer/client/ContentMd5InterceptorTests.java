package io.coffer.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.storage.Bucket;
import io.coffer.storage.NewObject;
import io.coffer.storage.StorageAlone;
import io.coffer.testing.StandInStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.DigestUtils;

/** A bucket with Object Lock refuses bodies without a digest; any other is sent none. */
class ContentMd5InterceptorTests {

	private static final byte[] BODY = "archive".getBytes(UTF_8);

	private static final String MD5 = Base64.getEncoder().encodeToString(DigestUtils.md5Digest(BODY));

	private final StandInStore store = new StandInStore();

	private final Bucket bucket = StorageAlone.with(StorageAlone.usualRules()).open(this.store.settings());

	/** What came with each body, "none" for nothing. */
	private final List<String> digests = new CopyOnWriteArrayList<>();

	@AfterEach
	void closeThem() {
		this.bucket.close();
		this.store.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"InvalidRequest | Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock "
					+ "parameters",
			"InvalidRequest | Content-MD5 HTTP header is required for Put Object requests with Object Lock parameters",
			"MissingContentMD5 | Missing required header for this request: Content-Md5.", "MissingContentMD5 | ''" })
	void theBodyIsSentAgainWithItsDigestAndAlwaysFromThenOn(String code, String message) throws IOException {
		refuseWithoutDigest(code, message);

		store("a.zip");
		store("b.zip");

		assertThat(this.digests).containsExactly("none", MD5, MD5);
		assertThat(this.store.paths()).containsExactlyInAnyOrder("/bucket/a.zip", "/bucket/b.zip");
	}

	@ParameterizedTest
	@CsvSource({ "InvalidRequest, The header x-amz-acl is required", "BadDigest, The Content-MD5 did not match" })
	void anotherRefusalStaysWhatItIs(String code, String message) {
		refuseWithoutDigest(code, message);

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store("a.zip"));

		assertThat(this.digests).containsOnly("none");
	}

	@Test
	void noOtherStoreIsSentADigest() throws IOException {
		this.store.answer("PUT", (exchange) -> {
			note(exchange.getRequestHeaders().getFirst("Content-MD5"));
			this.store.behave(exchange);
		});

		store("a.zip");

		assertThat(this.digests).containsExactly("none");
		assertThat(Collections.frequency(this.store.requests(), "PUT")).isOne();
	}

	private void refuseWithoutDigest(String code, String message) {
		this.store.answer("PUT", (exchange) -> {
			@Nullable String digest = exchange.getRequestHeaders().getFirst("Content-MD5");
			note(digest);
			if (digest != null) {
				this.store.behave(exchange);
				return;
			}
			this.store.forget(exchange);
			StandInStore.sendXml(exchange, 400,
					"<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>");
		});
	}

	private void note(@Nullable String digest) {
		this.digests.add((digest != null) ? digest : "none");
	}

	private void store(String key) throws IOException {
		this.bucket.store(new ByteArrayInputStream(BODY), BODY.length,
				new NewObject(key, "application/zip", "attachment", Map.of()));
	}

}
