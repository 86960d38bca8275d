package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.archives.ArchiveType;
import io.coffer.archives.ArchiveTypes;
import io.coffer.archives.Extension;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be read from the name of a backup. */
class BackupNamesTests {

	private static final Instant TIME = Instant.parse("2025-07-11T09:30:00Z");

	private final BackupNames names = new BackupNames(new ArchiveTypes(List.of()));

	@ParameterizedTest
	@CsvSource(
			textBlock = """
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
					notes.20250711093000.laptop.0123456789ab.tar.gz.age,   notes,          laptop,       0123456789ab, tar.gz.age
					notes.20250711093000.laptop.0123456789ab.cherrybackup, notes,          laptop,       0123456789ab, cherrybackup
					cherry-studio.20250711093000.Kang’s-Mac.mac.zip,       cherry-studio,  Kang’s-Mac,   mac,          zip
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
		assertThat(name.time()).isEqualTo(LocalDateTime.of(2025, 7, 11, 9, 30));
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
		assertThat(name.time()).isNull();
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
	@CsvSource({ "notes.20250711093000.laptop.0123456789ab.zip, true",
			"notes.20250711093000.my.laptop.abcdefabcdef.tar.gz.age, true",
			"cherry-studio.20250711093000.DESKTOP-42.pc.zip, false",
			"cherry-studio.20250711093000.Kang\u2019s-Mac.mac.zip, false",
			"notes.20250711093000.Kang\u2019s-Mac.0123456789ab.zip, false",
			"notes.20250711093000.laptop.0123456789AB.zip, false", "notes.20250711093000.laptop.0123456789a.zip, false",
			"notes.20250711093000.laptop.zip, false", "notes.20250711093000.0123456789ab.zip, false" })
	void onlyANameThatCofferMadeTellsWhenItWasMade(String key, boolean made) {
		assertThat(this.names.require(key).isMade()).isEqualTo(made);
		assertThat(this.names.require(key).createdAt()).isEqualTo(made ? TIME : null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.zip", "\u00e9.zip", "e\u0301.zip", "a b.zip", "a+b@c(1)_-.zip", "1.gz", "a.tar.gz",
			"A.ZIP", "tar.gz", "a..zip", "a-.zip", ".zip", ".a.zip", "-a.zip", " a.zip", "a  b.zip", "a:b.zip",
			"\ud83d\ude00.zip", "a\u202eb.zip", "cherry-studio.20250711093000.Kang\u2019s-Mac.mac.zip", "DESKTOP~1.zip",
			"backup #1.zip", "my backup [old].zip", "x,y.zip", "\u5907\u4efd\uff0c\u6700\u65b0.zip", "a?b=c&d.zip",
			"'\"<>|*.zip", "a.json" })
	void aNameIsReadAsItIs(String key) {
		assertThat(this.names.parse(key)).hasValueSatisfying((name) -> assertThat(name.key()).isEqualTo(key));
	}

	@ParameterizedTest
	@ValueSource(strings = { ".zip", ".a.zip", "-a.zip", " a.zip", "a  b.zip", "a:b.zip", "\ud83d\ude00.zip",
			"a\u202eb.zip", "cherry-studio.20250711093000.Kang\u2019s-Mac.mac.zip", "DESKTOP~1.zip", "backup #1.zip",
			"my backup [old].zip", "x,y.zip", "\u5907\u4efd\uff0c\u6700\u65b0.zip" })
	void notEveryNameThatIsReadIsWritten(String key) {
		isRefused(() -> this.names.compose(key));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "zip", "a", "a.exe", "a.zip.exe", "a.html", "a.zip ", "a/b.zip", "a\\b.zip",
			"a\u0000.zip", "a\n.zip", "a\rb.zip", "a.zip\n", "a%.zip", "a;b.zip", "a\u2028b.zip", "a\u2029b.zip",
			"a\tb.zip", "a\u0001b.zip", "a\u0085b.zip", "a\ufffeb.zip", "a\ud800.zip", "\udc00.zip", ".", "..",
			"a.zi\u0307p" })
	void anythingElseIsNoName(String key) {
		assertThat(this.names.parse(key)).isEmpty();
		isRefused(() -> this.names.require(key));
		isRefused(() -> this.names.compose(key));
	}

	@Test
	void aNewNameHas180BytesAtMost() {
		assertThat(this.names.compose("x".repeat(176) + ".zip").key()).hasSize(180);
		assertThat(this.names.compose("\u5907".repeat(58) + "xx.zip").key()).hasSize(64);
		isRefused(() -> this.names.compose("x".repeat(177) + ".zip"));
		isRefused(() -> this.names.compose("\u5907".repeat(59) + ".zip"));
		assertThat(this.names.parse("x".repeat(1020) + ".zip")).isPresent();
		assertThat(this.names.parse("x".repeat(1021) + ".zip")).isEmpty();
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
		BackupName made = this.names.create(application, TIME.plusMillis(999), device, "0123456789ab", type("tar.gz"));

		assertThat(made.key()).isEqualTo(application + ".20250711093000." + device + ".0123456789ab.tar.gz");
		assertThat(this.names.require(made.key())).isEqualTo(made);
		assertThat(made.isOf(application, device)).isTrue();
		assertThat(made.key()).startsWith(BackupNames.prefix(application, TIME));
	}

	@Test
	void theLongestApplicationAndDeviceFit() {
		String longest = "x".repeat(64);

		assertThat(this.names.create(longest, TIME, longest, "0123456789ab", type("tar.zst")).device())
			.isEqualTo(longest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "notes.20250711093000.x", "a.20241231235959.b.c" })
	void anApplicationThatLooksLikeAWholeNameIsRefused(String application) {
		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> this.names.create(application, TIME, "laptop", "0123456789ab", type("zip")))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_NAME));
	}

	private void isRefused(ThrowingCallable reading) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(reading)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_NAME))
			.satisfies((problem) -> assertThat(problem.hint()).contains("tar.gz"));
	}

	private static ArchiveType type(String extension) {
		return ArchiveType.of(new Extension(extension));
	}

}
