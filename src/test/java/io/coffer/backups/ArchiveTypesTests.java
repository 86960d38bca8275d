package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTypesTests {

	private final ArchiveTypes types = new ArchiveTypes(
			List.of("zip", "gz", "tar.gz", "tgz", "tar", "tar.zst", "zst", "7z", "bak"));

	@ParameterizedTest
	@CsvSource({ "a.zip, zip, application/zip, ZIP", "a.gz, gz, application/gzip, GZIP",
			"a.tar.gz, tar.gz, application/gzip, GZIP", "a.tgz, tgz, application/gzip, GZIP",
			"a.tar, tar, application/x-tar, TAR", "a.zst, zst, application/zstd, ZSTD",
			"a.tar.zst, tar.zst, application/zstd, ZSTD", "a.7z, 7z, application/x-7z-compressed, SEVEN_ZIP",
			"a.bak, bak, application/octet-stream, UNMARKED", "A.TAR.GZ, tar.gz, application/gzip, GZIP",
			"a.Zip, zip, application/zip, ZIP", ".zip, zip, application/zip, ZIP",
			"a.tar.zip, zip, application/zip, ZIP", "a.zip.gz, gz, application/gzip, GZIP" })
	void theLongestExtensionDecides(String name, String extension, String contentType, ArchiveFormat format) {
		assertThat(this.types.ofName(name)).hasValue(new ArchiveType(extension, contentType, format));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "zip", "azip", "a.zip.", "a.zip ", "a.exe", "a.z", "a.tar.xz", "a.z\u0131p" })
	void anythingElseHasNoType(String name) {
		assertThat(this.types.ofName(name)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "504b0506, zip", "1f8b, gz", "28b52ffd, zst", "522a4d18, zst", "377abcaf271c, 7z" })
	void theContentTellsTheTypeWithoutAName(String beginning, String extension) {
		assertThat(this.types.detect(bytes(beginning)).extension()).isEqualTo(extension);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "00", "504b", "ffffffffffffffff" })
	void contentThatNothingTellsIsRefused(String beginning) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.types.detect(bytes(beginning)))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.UNSUPPORTED_ARCHIVE))
			.satisfies((problem) -> assertThat(problem.hint()).contains("tar.zst"));
	}

	@Test
	void onlyWhatIsConfiguredCounts() {
		ArchiveTypes few = new ArchiveTypes(List.of("tar.gz", "dump"));

		assertThat(few.ofName("a.zip")).isEmpty();
		assertThat(few.ofName("a.gz")).isEmpty();
		assertThat(few.ofName("a.dump"))
			.hasValue(new ArchiveType("dump", "application/octet-stream", ArchiveFormat.UNMARKED));
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> few.detect(bytes("504b0506")));
	}

	private static ByteBuffer bytes(String hex) {
		return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
	}

}
