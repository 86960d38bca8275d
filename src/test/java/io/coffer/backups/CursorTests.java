package io.coffer.backups;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ListedObject;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

	private static final String TIME = "2025-07-11T09:30:00.123Z";

	private final String mark = new BackupFilter(Vault.DEFAULT, null, "laptop", null, null).mark(BackupSort.NEWEST);

	@Test
	void itRemembersWhatCanBeSortedBy() {
		Cursor cursor = Cursor.decode(new Cursor(this.mark, object()).encode(), this.mark);

		assertThat(cursor.mark()).isEqualTo(this.mark);
		assertThat(cursor.last().key()).isEqualTo("a+b \u5907\u4efd.zip");
		assertThat(cursor.last().size()).isEqualTo(1234567890123L);
		assertThat(cursor.last().lastModified()).isEqualTo(TIME);
		for (BackupSort sort : BackupSort.values()) {
			assertThat(sort.comparator().compare(cursor.last(), object())).isZero();
		}
	}

	@Test
	void itFitsIntoAnUrlAsItIs() {
		assertThat(new Cursor(this.mark, object()).encode()).matches("[A-Za-z0-9_-]+");
	}

	@Test
	void itBelongsToOneFilterAndOrder() {
		String text = new Cursor(this.mark, object()).encode();

		for (BackupFilter other : new BackupFilter[] { new BackupFilter(Vault.DEFAULT, null, null, null, null),
				new BackupFilter(Vault.DEFAULT, null, "laptop-2", null, null),
				new BackupFilter(Vault.DEFAULT, null, null, "laptop", null),
				new BackupFilter(Vault.DEFAULT, null, "laptop", "laptop", null),
				new BackupFilter(Vault.DEFAULT, null, "laptop", null, ""),
				new BackupFilter(Vault.DEFAULT, null, null, null, "laptop") }) {
			isInvalid(text, other.mark(BackupSort.NEWEST));
		}
		isInvalid(text, new BackupFilter(Vault.DEFAULT, null, "laptop", null, null).mark(BackupSort.OLDEST));
	}

	@Test
	void theCaseOfAWordMakesNoOtherFilter() {
		assertThat(new BackupFilter(Vault.DEFAULT, null, null, null, "CAF\u00c9").mark(BackupSort.NAME))
			.isEqualTo(new BackupFilter(Vault.DEFAULT, null, null, null, "cafe\u0301").mark(BackupSort.NAME));
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "%s\n" + TIME, "%s\n" + TIME + "\n1", "%s\nyesterday\n1\na.zip",
			"%s\n" + TIME + "\nmuch\na.zip", "%s\n\n\n", "x%s\n" + TIME + "\n1\na.zip", "", "\n\n\n" })
	void whatIsNoCursorIsRefused(String text) {
		isInvalid(Base64.getUrlEncoder().encodeToString(text.formatted(this.mark).getBytes(UTF_8)), this.mark);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "!", "a", "a b", "////", "====", "\u00e9" })
	void whatIsNoBase64IsRefused(String text) {
		isInvalid(text, this.mark);
	}

	private static ListedObject object() {
		return new ListedObject("a+b \u5907\u4efd.zip", 1234567890123L, Instant.parse(TIME), "\"e\"", null);
	}

	private static void isInvalid(String text, String mark) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Cursor.decode(text, mark))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_CURSOR));
	}

}
