package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.Archives;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UploadStreamTests {

	private static final byte[] ARCHIVE = Archives.zip(1000);

	private final List<Long> sizes = new ArrayList<>();

	@Test
	void sizeAndDigestAreKnownHoweverItIsRead() throws IOException {
		UploadStream archive = stream(null);
		archive.read();
		archive.readNBytes(10);

		archive.exhaust();

		assertThat(archive.size()).isEqualTo(1000);
		assertThat(archive.sha256()).isEqualTo(Archives.sha256(ARCHIVE));
		assertThat(this.sizes).startsWith(1L, 11L).endsWith(1000L);
	}

	@Test
	void anotherDigestThanPromisedIsRefusedAtTheEnd() {
		UploadStream archive = stream(Archives.sha256(Archives.EMPTY_ZIP));
		assertThatExceptionOfType(ProblemException.class).isThrownBy(archive::readAllBytes)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.DIGEST_MISMATCH));
	}

	private UploadStream stream(@Nullable String promised) {
		return new UploadStream(new ByteArrayInputStream(ARCHIVE), this.sizes::add, promised);
	}

}
