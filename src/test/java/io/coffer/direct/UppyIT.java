package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.BrowserTest;
import io.coffer.testing.Coffer;
import io.coffer.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uppy and the embedded store. */
@BrowserTest
class UppyIT extends AbstractUppyIT {

	@Override
	List<String> openUploads() {
		return store().openUploads();
	}

	@Override
	@ParameterizedTest
	@ValueSource(ints = { 5, 6 })
	void anUploadGoesOn(int generation) {
		super.anUploadGoesOn(generation);
	}

	@Override
	@ParameterizedTest
	@ValueSource(ints = { 5, 6 })
	void whatIsCancelledLeavesNothing(int generation) {
		super.whatIsCancelledLeavesNothing(generation);
	}

	@Override
	@ParameterizedTest
	@ValueSource(ints = 6)
	void anArchiveOfLessThanAPartArrives(int generation) {
		super.anArchiveOfLessThanAPartArrives(generation);
	}

	/** Version 6 shows the status' text alone, of which Tomcat sends none. */
	@ParameterizedTest
	@CsvSource({ "5, extension that Coffer does not accept", "6, Companion request failed" })
	void whatIsNoArchiveIsRefused(int generation, String shown) throws IOException {
		Coffer coffer = device("device-" + UUID.randomUUID());
		UppyPage page = open(generation, coffer);
		page.choose(Files.write(TemporaryDirectory.create().resolve("notes.html"), new byte[100]));

		assertThat(page.upload().get("error")).contains(shown);
		assertThat(openUploads()).isEmpty();
	}

}
