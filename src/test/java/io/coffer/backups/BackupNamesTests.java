package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be read from the name of a backup. */
class BackupNamesTests {

	private static final Instant TIME = Instant.parse("2025-07-11T09:30:00Z");

	private final BackupNames names = new BackupNames(
			new ArchiveTypes(List.of("zip", "tar.gz", "tgz", "tar", "tar.zst", "zst", "7z", "bak", "gz")));

	@ParameterizedTest
	@CsvSource(textBlock = """
			notes.20250711093000.laptop.0123456789ab.zip,          notes,          laptop,       0123456789ab, zip
			notes.20250711093000.laptop-2.0123456789ab.zip,        notes,          laptop-2,     0123456789ab, zip
			notes.20250711093000.my.laptop.local.0123456789ab.zip, notes,          my.laptop.local, 0123456789ab, zip
			com.acme.notes.20250711093000.a.b.tar.gz,              com.acme.notes, a,            b,            tar.gz
			notes.20250711093000.laptop.zip,                       notes,          laptop,       ,             zip
			cherry-studio.20250711093000.DESKTOP-42.pc.zip,        cherry-studio,  DESKTOP-42,   pc,           zip
			cherry-studio.20250711093000.DESKTOP-42.local.pc.zip,  cherry-studio,  DESKTOP-42.local, pc,       zip
			a.20250711093000.20250711093000.b.zip,                 a,              20250711093000, b,          zip
			a.20250711093000.b.20250711093000.c.d.zip,             a,              b.20250711093000.c, d,      zip
			备份.20250711093000.电脑.t.7z,                           备份,            电脑,          t,            7z
			My App (1).20250711093000.Ann @home.t.tar.zst,         My App (1),     Ann @home,    t,            tar.zst
			a.20250711093000.b.c.TAR.GZ,                           a,              b,            c,            tar.gz
			a.20250711093000.zip.zip.zip,                          a,              zip,          zip,          zip
			a.20250711093000.tar.tar.gz,                           a,              tar,          ,             tar.gz
			20250711093000.20250711093000.b.c.zip,                 20250711093000, b,            c,            zip
			a..20250711093000.b.c.zip,                             a.,             b,            c,            zip
			a.20250711093000.b..c.zip,                             a,              b.,           c,            zip""")
	void ourNamesAndCherryStudiosHaveParts(String key, String application, String device, @Nullable String tag,
			String extension) {
		BackupName name = this.names.require(key);

		assertThat(name.key()).isEqualTo(key);
		assertThat(name.application()).isEqualTo(application);
		assertThat(name.createdAt()).isEqualTo(TIME);
		assertThat(name.device()).isEqualTo(device);
		assertThat(name.tag()).isEqualTo(tag);
		assertThat(name.type().extension()).isEqualTo(extension);
		assertThat(name.isOf(application, device)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "backup.zip", "notes.laptop.zip", "notes.2025071109300.laptop.t.zip",
			"notes.202507110930000.laptop.t.zip", "notes.20250711-093000.laptop.zip", "20250711093000.laptop.t.zip",
			"notes.20250711093000.zip", "notes-20250711093000.laptop.zip", "notes.20251311093000.laptop.t.zip",
			"notes.20250230093000.laptop.t.zip", "notes.20250711243000.laptop.t.zip",
			"notes.00000000000000.laptop.t.zip",
			"notes.\u0662\u0660\u0662\u0665\u0660\u0667\u0661\u0661\u0660\u0669\u0663\u0660\u0660\u0660.laptop.t.zip",
			"notes.99999999999999.20250711093000.laptop.zip" })
	void aForeignNameHasNone(String key) {
		BackupName name = this.names.require(key);

		assertThat(name.application()).isNull();
		assertThat(name.createdAt()).isNull();
		assertThat(name.device()).isNull();
		assertThat(name.tag()).isNull();
	}

	@Test
	void aDeviceHas64BytesAtMost() {
		String longest = "\u5907".repeat(21) + "a";

		assertThat(this.names.require("a.20250711093000." + longest + ".t.zip").device()).isEqualTo(longest);
		assertThat(this.names.require("a.20250711093000." + longest + "a.t.zip").device()).isNull();
		assertThat(this.names.require("a.20250711093000..t.zip").device()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.zip", "\u00e9.zip", "e\u0301.zip", "a b.zip", "a+b@c(1)_-.zip", "1.gz", "a.tar.gz",
			"A.ZIP", "tar.gz", "a..zip", "a-.zip" })
	void aNameIsReadAsItIs(String key) {
		assertThat(this.names.parse(key)).hasValueSatisfying((name) -> assertThat(name.key()).isEqualTo(key));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "zip", ".zip", "a", "a.exe", "a.zip.exe", ".a.zip", "-a.zip", " a.zip", "a.zip ",
			"a  b.zip", "a/b.zip", "a\\b.zip", "a\u0000.zip", "a\n.zip", "a.zip\n", "a%.zip", "a;b.zip", "a:b.zip",
			"\ud83d\ude00.zip", "\ud800.zip", "a\u202eb.zip", "a.zi\u0307p" })
	void anythingElseIsNoName(String key) {
		assertThat(this.names.parse(key)).isEmpty();
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.names.require(key))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_NAME))
			.satisfies((problem) -> assertThat(problem.hint()).contains("tar.zst"));
	}

	@Test
	void aNameHas180BytesAtMost() {
		assertThat(this.names.parse("x".repeat(176) + ".zip")).isPresent();
		assertThat(this.names.parse("x".repeat(177) + ".zip")).isEmpty();
		assertThat(this.names.parse("\u5907".repeat(58) + "xx.zip")).isPresent();
		assertThat(this.names.parse("\u5907".repeat(59) + ".zip")).isEmpty();
	}

	@Test
	void aNameForANewBackupIsComposed() {
		assertThat(this.names.compose("e\u0301.zip").key()).isEqualTo("\u00e9.zip");
		assertThat(this.names.compose("e\u0301".repeat(88) + ".zip").key()).hasSize(92);
	}

	@ParameterizedTest
	@CsvSource({ "notes, laptop", "com.acme.notes, my.laptop.local", "notes, laptop-2", "n 1, l 2",
			"notes, 20250711093000", "20250711093000, laptop", "备份, 电脑" })
	void whatIsMadeCanBeReadAgain(String application, String device) {
		BackupName made = this.names.create(application, TIME.plusMillis(999), device, "0123456789ab",
				ArchiveType.of("tar.gz"));

		assertThat(made.key()).isEqualTo(application + ".20250711093000." + device + ".0123456789ab.tar.gz");
		assertThat(this.names.require(made.key())).isEqualTo(made);
		assertThat(made.isOf(application, device)).isTrue();
		assertThat(made.key()).startsWith(BackupNames.prefix(application, TIME));
	}

	@Test
	void theLongestApplicationAndDeviceFit() {
		String longest = "x".repeat(64);

		assertThat(this.names.create(longest, TIME, longest, "0123456789ab", ArchiveType.of("tar.zst")).device())
			.isEqualTo(longest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "notes.20250711093000.x", "a.20241231235959.b.c" })
	void anApplicationThatLooksLikeAWholeNameIsRefused(String application) {
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> this.names.create(application, TIME, "laptop", "0123456789ab", ArchiveType.of("zip")))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_NAME));
	}

}
