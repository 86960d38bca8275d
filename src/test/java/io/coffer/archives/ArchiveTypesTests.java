package io.coffer.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTypesTests {

	private static final String ZIP = "504b0506";

	private static final String NOTHING = "c0ffee";

	private final ArchiveTypes types = new ArchiveTypes(List.of());

	private final ArchiveTypes few = new ArchiveTypes(List.of("tar.gz", "dump", "age", "x.y"));

	@ParameterizedTest
	@CsvSource({ "a.zip, zip, ZIP", "a.gz, gz, GZIP", "a.tar.gz, tar.gz, TAR_GZIP", "a.tgz, tgz, TAR_GZIP",
			"a.tar, tar, TAR", "a.zst, zst, ZSTD", "a.tar.zst, tar.zst, TAR_ZSTD", "a.7z, 7z, SEVEN_ZIP",
			"a.bak, bak, OPAQUE", "A.TAR.GZ, tar.gz, TAR_GZIP", "a.Zip, zip, ZIP", ".zip, zip, ZIP",
			"a.tar.zip, zip, ZIP", "a.zip.gz, gz, GZIP", "a.sql.gz, gz, GZIP", "a.sql, sql, OPAQUE",
			"a.tar.xz, tar.xz, OPAQUE", "a.tar.br, tar.br, OPAQUE", "a.xz, xz, OPAQUE", "a.rar, rar, OPAQUE",
			"a.age, age, OPAQUE", "a.zip.age, zip.age, OPAQUE", "a.tar.gz.age, tar.gz.age, OPAQUE",
			"a.tar.zst.GPG, tar.zst.gpg, OPAQUE", "a.7z.001, 7z.001, OPAQUE", "a.tgz.asc, tgz.asc, OPAQUE",
			"a.sqlite3.enc, sqlite3.enc, OPAQUE", "a.txt.gpg, gpg, OPAQUE", "a.b.age, age, OPAQUE",
			"a.cherrybackup, cherrybackup, OPAQUE", "a.0123456789abcdef, 0123456789abcdef, OPAQUE",
			"a.0123456789ab.gpg, gpg, OPAQUE", "a.exe.age, age, OPAQUE", "a.html.gz, gz, GZIP" })
	void theLongestExtensionDecides(String name, String extension, ArchiveKind kind) {
		assertThat(this.types.ofName(name)).hasValue(new ArchiveType(extension, kind));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "zip", "azip", "a.zip.", "a.zip ", "a.", "a.z\u0131p", "a.zi\u0307p", "a.z-p",
			"a. zip", "a.\u5907\u4efd", "a.ba\u212a", "a.\uff5aip", "a.0123456789abcdefg", "a.zip\n", "a.tmp",
			"a.zip.part", "a.TEMP" })
	void anythingElseIsNoExtension(String name) {
		assertThat(this.types.ofName(name)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "html", "htm", "xhtml", "svg", "xml", "js", "mjs", "exe", "msi", "EXE", "Apk", "ipa",
			"php", "jar", "sh", "ps1", "zip.exe", "tar.gz.html" })
	void programsAndPagesAreRefused(String extension) {
		assertThat(this.types.ofName("a." + extension)).isEmpty();
		isRefused(() -> this.types.admit("a." + extension));
		isRefused(() -> this.types.of("a." + extension, bytes(ZIP)));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			a.tar.gz,    504b0506, tar.gz
			a.txt,       504b0506, txt
			a.7z,        504b0506, 7z
			My App v1.2, 504b0506, zip
			My App v2.0b, 504b0506, zip
			tmpA1.tmp,   504b0506, zip
			a.zip.part,  1f8b,     gz
			archive,     504b0506, zip
			a.,          504b0506, zip
			a.备份,       504b0506, zip
			,            504b0506, zip
			,            fd377a585a00, xz
			db.20250711, c0ffee,   20250711
			db.20250711, 1f8b,     gz
			a.7z.002,    c0ffee,   7z.002""")
	void theNameDecidesIfItTellsAnythingElseTheContent(@Nullable String name, String content, String extension) {
		assertThatNoException().isThrownBy(() -> this.types.admit(name));
		assertThat(this.types.of(name, bytes(content)).extension()).isEqualTo(extension);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "a.tmp", "a.", "a.\u5907" })
	void whatNeitherTellsIsRefused(String name) {
		isRefused(() -> this.types.of(name, bytes(NOTHING)));
		isRefused(() -> this.types.of(null, bytes(NOTHING)));
		isRefused(() -> this.types.of(null, bytes("")));
	}

	@ParameterizedTest
	@CsvSource({ "a.zip, zip, a.zip", "a.rar, zip, a.rar", "a, zip, a.zip", "My App v1.2, zip, My App v1.2.zip",
			"My App v1.2, 2, My App v1.2", "tmpA1.tmp, gz, tmpA1.tmp.gz", "evil.exe, zip, evil.exe.zip",
			"a.tar.gz.age, tar.gz.age, a.tar.gz.age" })
	void aDownloadHasAnExtension(String filename, String extension, String expected) {
		assertThat(this.types.complete(filename, ArchiveType.of(new Extension(extension)))).isEqualTo(expected);
	}

	@Test
	void onlyWhatIsConfiguredCounts() {
		assertThat(this.few.ofName("a.zip")).isEmpty();
		assertThat(this.few.ofName("a.gz")).isEmpty();
		assertThat(this.few.ofName("a.dump")).hasValue(new ArchiveType("dump", ArchiveKind.OPAQUE));
		assertThat(this.few.ofName("a.zip.age")).hasValue(new ArchiveType("zip.age", ArchiveKind.OPAQUE));
		assertThat(this.few.ofName("a.X.Y")).hasValue(new ArchiveType("x.y", ArchiveKind.OPAQUE));
		assertThat(this.few.ofName("a.y")).isEmpty();
		assertThat(this.few.ofName("a.tage")).isEmpty();
		isRefused(() -> this.few.admit("a.zip"));
		isRefused(() -> this.few.of(null, bytes(ZIP)));
		assertThat(hintOf(() -> this.few.admit("a.zip"))).contains("tar.gz, dump, age").doesNotContain("zip");
	}

	@Test
	void theHintSaysWhatIsAccepted() {
		assertThat(hintOf(() -> this.types.admit("a.exe"))).contains("1 to 16 letters and digits",
				"zip, 7z, zst, gz, tar");
	}

	private static String hintOf(ThrowingCallable reading) {
		ProblemException problem = catchThrowableOfType(ProblemException.class, reading);
		return Objects.requireNonNull(problem.hint());
	}

	private static void isRefused(ThrowingCallable reading) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(reading)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.UNSUPPORTED_ARCHIVE));
	}

	private static ByteBuffer bytes(String hex) {
		return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
	}

}
