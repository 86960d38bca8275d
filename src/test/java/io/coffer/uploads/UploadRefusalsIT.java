package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.AbstractRefusalIT;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are empty or end early, and callers who may not send any. */
class UploadRefusalsIT extends AbstractRefusalIT {

	@Test
	void anEmptyBodyIsRefused() {
		this.coffer.upload(new byte[0], query()).isProblem(400, "empty-body");
		this.coffer.uploadAs(this.application + ".zip", new byte[0]).isProblem(400, "empty-body");
	}

	@Test
	void anEmptyBodyOfUnknownLengthIsRefused() {
		chunked(new byte[0], query()).isProblem(400, "empty-body");
	}

	@Test
	void aRequestWithoutABodyIsRefused() throws IOException {
		Wire.ask(this.port, "POST /backups" + query(), bearer()).isProblem(400, "empty-body");
	}

	@ParameterizedTest
	@CsvSource({ "POST, 0, 1000", "POST, 400, 1000", "POST, 8389608, 8390000", "POST, 8389608, 30000000",
			"PUT, 400, 1000", "PUT, 8389608, 30000000" })
	void aBodyThatIsShorterThanAnnouncedIsRefused(String method, int sent, int announced) throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head(requestLine(method), "Host: localhost", bearer(), "Content-Length: " + announced);
			wire.send(Arrays.copyOf(Archives.zip(PART + 2000), sent));
			wire.end();

			wire.answer().isProblem(400, "incomplete-body");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, PART + 1000 })
	void aChunkedBodyThatIsCutIsRefused(int sent) throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head(requestLine("POST"), "Host: localhost", bearer(), "Transfer-Encoding: chunked");
			wire.send(Integer.toHexString(sent) + "\r\n");
			wire.send(Archives.zip(sent));
			wire.send("\r\n");
			wire.end();

			wire.answer().isProblem(400, "incomplete-body");
		}
	}

	@Test
	void aBrokenChunkIsRefused() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head(requestLine("POST"), "Host: localhost", bearer(), "Transfer-Encoding: chunked");
			wire.send("4\r\nPK\u0003\u0004\r\nsoup\r\n");

			wire.answer().isProblem(400, "incomplete-body");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 90000000", "Transfer-Encoding: chunked" })
	void aConnectionThatBreaksLeavesNothing(String length) throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head(requestLine("POST"), "Host: localhost", bearer(), length);
			wire.send(length.endsWith("chunked") ? "5000000\r\n" : "");
			wire.send(Archives.zip(2 * PART + 1000));
			await().until(() -> !openUploads().isEmpty());
		}

		await().until(() -> openUploads().isEmpty());
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void aBodyAboveItsAnnouncedBoundIsRefused(int bound) {
		assertThat(chunked(Archives.zip(bound + 1), query("size=" + bound)).isProblem(413, "too-large")
			.json()
			.get("maxSize")
			.asLong()).isEqualTo(bound);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "zstd", "GZIP", "identity, gzip" })
	void anEncodedBodyIsRefused(String encoding) {
		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Content-Encoding", encoding)
			.isProblem(415, "unsupported-encoding");
		this.coffer.uploadAs(this.application + ".zip", Archives.EMPTY_ZIP, "Content-Encoding", encoding)
			.isProblem(415, "unsupported-encoding");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/mixed; boundary=x", "multipart/related", "Multipart/ByteRanges; boundary=x" })
	void aMultipartBodyThatIsNoFormIsRefused(String type) {
		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Content-Type", type).isProblem(415, "unsupported-media-type");
	}

	@Test
	void anUploadWithoutATokenIsRefused() throws IOException {
		Wire.Answer answer = Wire.ask(this.port, requestLine("POST").replace(" HTTP/1.1", ""), Archives.EMPTY_ZIP)
			.isProblem(401, "unauthenticated");

		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT" })
	void anUploadWithAWrongTokenIsRefused(String method) throws IOException {
		String token = this.coffer.token();
		int middle = token.length() - 20;
		String wrong = token.substring(0, middle) + ((token.charAt(middle) == 'A') ? 'B' : 'A')
				+ token.substring(middle + 1);

		Wire.ask(this.port, requestLine(method).replace(" HTTP/1.1", ""), Archives.EMPTY_ZIP,
				"Authorization: Bearer " + wrong)
			.isProblem(401, "unauthenticated");
	}

	@Test
	void aDeviceMayNotUploadAsAnother() {
		Coffer stranger = device("stranger");

		stranger.upload(Archives.EMPTY_ZIP, query("device=" + this.device)).isProblem(403, "foreign-device");
		stranger.upload(Archives.EMPTY_ZIP, query("device=Stranger")).isProblem(403, "foreign-device");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s.20250711093000.%s.pc.zip", "%s.20250711093000.%s.zip", "%s.20250711093000.%s.2.pc.zip",
			"%s.20250711093000.stranger-2.%s.zip" })
	void aNameThatParsesToAnotherDeviceIsRefused(String name) {
		String key = name.formatted(this.application, this.device);

		device("stranger").uploadAs(key, Archives.EMPTY_ZIP).isProblem(403, "foreign-device");
	}

	private String requestLine(String method) {
		return method + (method.equals("PUT") ? " /backups/" + this.application + ".zip" : " /backups" + query())
				+ " HTTP/1.1";
	}

}
