package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.standins.StandIn;
import io.coffer.standins.StandIns;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.DirectClient;
import io.coffer.testing.DirectClient.Upload;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Straight uploads to stores that take what their providers take. */
@Tag("stand-ins")
@ParameterizedClass
@ValueSource(strings = { "aws", "r2", "oss" })
class DirectUploadStandInIT extends RunningCoffer {

	private static final byte[] ARCHIVE = Archives.zip(2 * DirectClient.PART + 1000);

	private final StandIn standIn;

	private final PlainS3 store;

	@SuppressWarnings("NullAway.Init")
	private DirectClient direct;

	DirectUploadStandInIT(String name) {
		this.standIn = StandIns.named(name);
		this.store = new PlainS3(this.standIn.settings());
	}

	@BeforeEach
	void backupsAreKeptInTheStandIn() {
		connectTo(this.standIn.settings());
		this.direct = new DirectClient(admin());
	}

	@AfterEach
	void theyAreKeptWhereTheyWere() {
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@Test
	void anArchiveArrivesOnceAndWhole() {
		Upload upload = this.direct.begun("notes.zip", Map.of("size", ARCHIVE.length));

		Answer done = this.direct.send(upload, ARCHIVE).hasStatus(200);

		assertThat(this.direct.complete(upload).hasStatus(200).text()).isEqualTo(done.text());
		assertThat(this.store.get(upload.key())).isEqualTo(ARCHIVE);
		assertThat(this.direct.list(upload).hasStatus(200).json()).hasSize(3);
		assertThat(this.standIn.openUploads()).doesNotContain(upload.key());
	}

	@Test
	void partsOfSeveralSizesAreJoinedWhereTheStoreTakesThem() {
		Upload upload = this.direct.begun("notes.zip", Map.of());
		int first = DirectClient.PART + 1;
		Map<Integer, String> tags = new HashMap<>();
		tags.put(1, this.direct.put(upload, 1, Arrays.copyOf(ARCHIVE, first)));
		tags.put(2, this.direct.put(upload, 2, Arrays.copyOfRange(ARCHIVE, first, first + DirectClient.PART)));
		tags.put(3, this.direct.put(upload, 3, Arrays.copyOfRange(ARCHIVE, first + DirectClient.PART, ARCHIVE.length)));

		Answer answer = this.direct.complete(upload, tags);

		if (this.standIn.toString().equals("r2")) {
			assertThat(answer.isProblem(409, "invalid-parts").text()).contains("parts of one size");
			assertThat(this.store.keys("")).doesNotContain(upload.key());
		}
		else {
			answer.hasStatus(200);
			assertThat(this.store.get(upload.key())).isEqualTo(ARCHIVE);
		}
		assertThat(this.standIn.openUploads()).doesNotContain(upload.key());
	}

}
