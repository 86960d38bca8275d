package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.standins.StandIn;
import io.coffer.testing.Answer;
import io.coffer.testing.DirectClient;
import io.coffer.testing.DirectClient.Upload;
import io.coffer.testing.PlainS3;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Straight uploads to stores that take what their providers take. */
@Tag("stand-ins")
@ParameterizedClass
@MethodSource("io.coffer.standins.StandIns#all")
class DirectUploadStandInIT extends AbstractDirectIT {

	private final StandIn standIn;

	DirectUploadStandInIT(StandIn standIn) {
		this.standIn = standIn;
	}

	@BeforeEach
	void backupsAreKeptInTheStandIn() {
		connectTo(this.standIn.settings());
		this.store = new PlainS3(this.standIn.settings());
		this.direct = new DirectClient(device(this.device));
	}

	@AfterEach
	void theyAreKeptWhereTheyWere() {
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@Test
	void anArchiveArrivesOnceAndWhole() {
		Upload upload = begin(LARGE.length);

		Answer done = this.direct.send(upload, LARGE).hasStatus(200);

		assertThat(this.direct.complete(upload).hasStatus(200).text()).isEqualTo(done.text());
		assertThat(this.store.get(upload.key())).isEqualTo(LARGE);
		this.direct.list(upload).isProblem(404, "upload-not-found");
		assertThat(this.standIn.openUploads()).doesNotContain(upload.key());
	}

	@Test
	void whatOthersHaveStoredUnderItsNameStays() {
		Upload upload = begin(LARGE.length);
		this.direct.putAll(upload, LARGE);
		this.direct.coffer().uploadAs(upload.key(), SMALL).hasStatus(201);

		this.direct.complete(upload).isProblem(409, "backup-exists");

		assertThat(this.store.get(upload.key())).isEqualTo(SMALL);
		assertThat(this.standIn.openUploads()).doesNotContain(upload.key());
	}

	@Test
	void partsOfSeveralSizesAreJoinedWhereTheStoreTakesThem() {
		Upload upload = begin();
		int first = DirectClient.PART + 1;
		Map<Integer, String> tags = new HashMap<>();
		tags.put(1, this.direct.put(upload, 1, Arrays.copyOf(LARGE, first)));
		tags.put(2, this.direct.put(upload, 2, Arrays.copyOfRange(LARGE, first, first + DirectClient.PART)));
		tags.put(3, this.direct.put(upload, 3, Arrays.copyOfRange(LARGE, first + DirectClient.PART, LARGE.length)));

		Answer answer = this.direct.complete(upload, tags);

		if (this.standIn.toString().equals("r2")) {
			assertThat(answer.isProblem(409, "invalid-parts").text()).contains("parts of one size");
			assertThat(this.store.keys("")).doesNotContain(upload.key());
		}
		else {
			answer.hasStatus(200);
			assertThat(this.store.get(upload.key())).isEqualTo(LARGE);
		}
		assertThat(this.standIn.openUploads()).doesNotContain(upload.key());
	}

}
