package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import io.coffer.testing.Wire;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Where an archive may have 64 KiB. */
@TestPropertySource(properties = "coffer.upload.max-size=64KB")
@DirtiesContext
class UploadLimitsIT extends BackupsRoom {

	private static final int LIMIT = 64 * 1024;

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
