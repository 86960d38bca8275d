package io.coffer.direct;

import io.coffer.standins.StandIn;
import io.coffer.standins.StandIns;
import io.coffer.testing.BrowserTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uppy and stores that refuse what their providers refuse, over TLS. */
@BrowserTest
@Tag("stand-ins")
class UppyStandInIT extends AbstractUppyIT {

	@Override
	List<String> openUploads() {
		return StandIns.all().stream().flatMap((standIn) -> standIn.openUploads().stream()).toList();
	}

	@AfterEach
	void everythingIsAsBefore() {
		StandIns.all().forEach((standIn) -> standIn.letPagesCall(""));
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@ParameterizedTest
	@CsvSource("6, r2")
	void anUploadGoesOn(int generation, String provider) {
		keepBackupsIn(StandIns.named(provider));

		anUploadGoesOn(generation);
	}

	@ParameterizedTest
	@CsvSource("5, r2")
	void anArchiveOfLessThanAPartArrives(int generation, String provider) {
		keepBackupsIn(StandIns.named(provider));

		anArchiveOfLessThanAPartArrives(generation);
	}

	private void keepBackupsIn(StandIn standIn) {
		standIn.letPagesCall(origin());
		connectTo(standIn.settings().withRootPath("uppy/"));
	}

}
