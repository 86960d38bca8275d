package io.coffer.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.backups.Backup;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which backups retention looks at, and what it takes from their names. */
class RetentionGroupTests {

	private static final Instant NAMED = Instant.parse("2025-07-11T09:30:00Z");

	@ParameterizedTest
	@ValueSource(strings = { "notes.20250711093000.laptop.0123456789ab.zip",
			"notes.20250711093000.laptop.0123456789ab.tar.gz.age", "notes.20250711093000.laptop.0123456789ab.sql" })
	void whatCofferNamedIsTheDevices(String key) {
		assertThat(RetentionGroup.of(backup(key, NAMED, NAMED))).isEqualTo(new RetentionGroup("notes", "laptop"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "notes.20250711093000.laptop.pc.zip", "notes.20250711093000.laptop.tar.gz" })
	void soIsAnArchiveThatCofferCanReadUnderANameThatItMightGive(String key) {
		assertThat(RetentionGroup.of(backup(key, null, NAMED))).isEqualTo(new RetentionGroup("notes", "laptop"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "notes.20250711093000.laptop.full.sql", "notes.20250711093000.laptop.json",
			"notes.20250711093000.laptop.pc.zip.age", "notes.20250711093000.Kang\u2019s-Mac.mac.zip",
			"notes.20250711093000.DESKTOP~1.pc.zip", "notes #1.20250711093000.laptop.pc.zip" })
	void whatOthersPutThereIsLeftAlone(String key) {
		assertThat(RetentionGroup.of(backup(key, null, NAMED))).isEqualTo(RetentionGroup.UNKNOWN);
	}

	@ParameterizedTest
	@CsvSource({ "2025-07-11T09:30:00Z, false", "2025-07-12T00:30:00Z, false", "2025-07-13T09:30:00Z, false",
			"2025-07-13T09:30:01Z, true", "2025-07-09T09:29:59Z, true" })
	void theTimeOfANameCountsWhoeverMadeIt(Instant stored, boolean disagree) {
		assertThat(RetentionCandidate.of(backup("notes.20250711093000.laptop.pc.zip", null, stored)).timesDisagree())
			.isEqualTo(disagree);
		assertThat(RetentionCandidate.of(backup("notes.zip", null, stored)).timesDisagree()).isFalse();
	}

	private static Backup backup(String key, @Nullable Instant createdAt, Instant stored) {
		return new Backup(key, 1, stored, "", "notes", "laptop", createdAt, null, null, null, null, null);
	}

}
