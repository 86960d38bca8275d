package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.coffer.testing.Archives;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class UploadStreamTests {

	private static final byte[] ARCHIVE = Archives.zip(1000);

	private final UploadStream archive = new UploadStream(new ByteArrayInputStream(ARCHIVE), (size) -> {
	}, null, () -> {
		throw new IllegalStateException("told of the end");
	});

	@Test
	void theEndOfAnArchiveIsTold() {
		assertThatIllegalStateException().isThrownBy(this.archive::readAllBytes).withMessage("told of the end");
	}

	/**
	 * It was refused on its way already, and is read to be compared with what is stored.
	 */
	@Test
	void theEndOfAnArchiveThatIsNotStoredIsNot() throws IOException {
		this.archive.readNBytes(10);

		this.archive.exhaust();

		assertThat(this.archive.size()).isEqualTo(1000);
		assertThat(this.archive.sha256()).isEqualTo(Archives.sha256(ARCHIVE));
	}

}
