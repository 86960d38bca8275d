package io.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Coffer in Persian, whose digits are others. */
@Tag("other-digits")
@EnabledIfSystemProperty(named = "user.language", matches = "fa", disabledReason = "the build runs this in Persian")
@ExtendWith(OutputCaptureExtension.class)
class OtherDigitsIT extends AbstractBackupIT {

	private static final Pattern ASCII = Pattern.compile("\\p{ASCII}+");

	@Test
	void thisProcessWritesOtherDigits() {
		assertThat("%d".formatted(10)).isEqualTo("\u06f1\u06f0");
	}

	@Test
	void theCheckPassesEveryStep() {
		assertThat(admin().post("/config/check").hasStatus(200).json().get("passed").asBoolean()).isTrue();
	}

	@Test
	void aRangeOfALargeArchiveIsReadAndItsPresignedUrlIsPlain() {
		byte[] archive = Archives.zip(PART + 100);
		String key = chunked(archive, query()).hasStatus(201).key();

		Answer range = this.coffer.get("/backups/" + key + "/content", "Range", "bytes=10-29").hasStatus(206);
		assertThat(range.header("Content-Range")).contains("bytes 10-29/" + archive.length);
		assertThat(range.body()).isEqualTo(Arrays.copyOfRange(archive, 10, 30));
		assertThat(this.coffer.post("/backups/" + key + "/restore").hasStatus(200).json().get("url").asString())
			.contains("X-Amz-Expires=")
			.matches(ASCII);
	}

	@Test
	void whatIsLoggedAndAnsweredHasOrdinaryDigits(CapturedOutput output) {
		String key = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201).key();

		assertThat(key).matches(ASCII);
		assertThat(admin().get("/backups/" + key).hasStatus(200).text()).matches(ASCII);
		assertThat(admin().get("/actuator/prometheus").hasStatus(200).text()).matches(ASCII);
		assertThat(output.getAll()).contains(key).doesNotContainPattern("[\u06f0-\u06f9]");
	}

}
