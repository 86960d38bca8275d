package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import io.coffer.testing.Wire;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Where an archive may have 64 KiB, and a client be silent for two seconds. */
@TestPropertySource(properties = { "coffer.upload.max-size=64KB", "coffer.upload.stall-timeout=2s" })
@DirtiesContext
class UploadLimitsIT extends AbstractBackupIT {

	private static final int LIMIT = 64 * 1024;

	private static final String FORM = "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 60000\r\n\r\n";

	private static final String FILE = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n";

	@Test
	void anArchiveOfTheLargestSizeIsStored() {
		byte[] archive = Archives.zip(LIMIT);

		this.coffer.upload(archive, query()).hasStatus(201);
		chunked(archive, query()).hasStatus(201);
		new Form().file("a.zip", archive).send(this.coffer).hasStatus(201);
		new Form().field("size", Integer.toString(LIMIT)).file("a.zip", archive).send(this.coffer).hasStatus(201);
	}

	@Test
	void aLargerArchiveOfKnownLengthIsRefused() {
		isTooLarge(this.coffer.upload(Archives.zip(LIMIT + 1), query()));
		isTooLarge(this.coffer.uploadAs(this.application + ".zip", Archives.zip(LIMIT + 1)));
	}

	@Test
	void aLargerArchiveIsRefusedBeforeItIsSent() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /backups" + query() + " HTTP/1.1", "Host: localhost", bearer(),
					"Content-Length: " + (LIMIT + 1), "Expect: 100-continue");

			wire.answer().isProblem(413, "too-large");
		}
		nothingIsLeft();
	}

	@Test
	void aLargerArchiveOfUnknownLengthIsRefused() {
		isTooLarge(chunked(Archives.zip(LIMIT + 1), query()));
	}

	@Test
	void anAnnouncedBoundAboveTheLimitIsRefused() {
		isTooLarge(chunked(Archives.EMPTY_ZIP, query("size=" + (LIMIT + 1))));
	}

	@Test
	void aLargerFileIsRefused() {
		isTooLarge(form().file("a.zip", Archives.zip(LIMIT + 1)).send(this.coffer));
		isTooLarge(form().file("a.zip", Archives.zip(10 * LIMIT)).send(this.coffer));
		isTooLarge(form().field("size", "1").file("a.zip", Archives.zip(LIMIT + 1)).send(this.coffer), 1);
		isTooLarge(
				form().field("size", Integer.toString(LIMIT + 1)).file("a.zip", Archives.EMPTY_ZIP).send(this.coffer));
	}

	@Test
	void oneByteBeyondTheLimitIsTooMuchForEveryCaller() {
		isTooLarge(new Coffer(this.port, ADMIN_TOKEN).upload(Archives.zip(LIMIT + 1), query()));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Content-Length: 60000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n4\r\nPK\u0003\u0004\r\n",
					FORM + FILE, FORM + FILE + "\r\nPK\u0003\u0004" })
	void aClientThatFallsSilentIsGivenUp(String beginning) throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.send("POST /backups" + query() + " HTTP/1.1\r\nHost: localhost\r\n" + bearer() + "\r\n" + beginning);

			wire.nextAnswer().isProblem(408, "too-slow");
		}
		nothingIsLeft();
	}

	private Form form() {
		return new Form().field("application", this.application);
	}

	private void isTooLarge(Answer answer) {
		isTooLarge(answer, LIMIT);
	}

	private void isTooLarge(Answer answer, int maxSize) {
		assertThat(answer.isProblem(413, "too-large").json().get("maxSize").asInt()).isEqualTo(maxSize);
		nothingIsLeft();
	}

	private void nothingIsLeft() {
		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

}
