package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveFormatTests {

	@ParameterizedTest
	@CsvSource({ "ZIP, 504b0304", "ZIP, 504b0506", "ZIP, 504b0708", "ZIP, 504b030414", "GZIP, 1f8b", "GZIP, 1f8b0800",
			"ZSTD, 28b52ffd", "ZSTD, 502a4d18", "ZSTD, 572a4d1804000000", "ZSTD, 5f2a4d18",
			"SEVEN_ZIP, 377abcaf271c0004", "UNMARKED, ''", "UNMARKED, 00" })
	void aMarkIsKnown(ArchiveFormat format, String beginning) {
		assertThat(format.matches(bytes(beginning))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "ZIP, ''", "ZIP, 50", "ZIP, 504b03", "ZIP, 504b0102", "ZIP, 504b0305", "ZIP, 00504b0304", "GZIP, 1f",
			"GZIP, 1f9d", "GZIP, 8b1f", "ZSTD, 28b52f", "ZSTD, 27b52ffd", "ZSTD, 602a4d18", "ZSTD, 502a4d19",
			"SEVEN_ZIP, 377abcaf27", "SEVEN_ZIP, 377abcaf271d", "TAR, 7573746172" })
	void anythingElseIsNot(ArchiveFormat format, String beginning) {
		assertThat(format.matches(bytes(beginning))).isFalse();
	}

	@Test
	void theMarkOfATarIsBehindItsFirstName() {
		byte[] header = new byte[262];
		System.arraycopy(HexFormat.of().parseHex("7573746172"), 0, header, 257, 5);

		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(header))).isTrue();
		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(header, 0, 261))).isFalse();
		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(header, 1, 261))).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void lookingDoesNotMoveTheBuffer(ArchiveFormat format) {
		ByteBuffer buffer = ByteBuffer.allocate(512).position(7);

		format.matches(buffer);

		assertThat(buffer.position()).isEqualTo(7);
	}

	@Test
	void theMarkIsWhereTheBufferBegins() {
		assertThat(ArchiveFormat.ZIP.matches(bytes("0000504b0304").position(2))).isTrue();
	}

	private static ByteBuffer bytes(String hex) {
		return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
	}

}
