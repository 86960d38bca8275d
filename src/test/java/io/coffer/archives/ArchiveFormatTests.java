package io.coffer.archives;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.integrity.Bytes;
import io.coffer.integrity.Defect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveFormatTests {

	@ParameterizedTest
	@CsvSource({ "ZIP, 504b0304", "ZIP, 504b0506", "ZIP, 504b0708", "ZIP, 504b030414", "ZIP, 504b3030504b0304",
			"GZIP, 1f8b", "GZIP, 1f8b0800", "ZSTD, 28b52ffd", "ZSTD, 502a4d18", "ZSTD, 572a4d1804000000",
			"ZSTD, 5f2a4d18", "SEVEN_ZIP, 377abcaf271c0004", "UNMARKED, ''", "UNMARKED, 00" })
	void aMarkIsKnown(ArchiveFormat format, String beginning) {
		assertThat(format.matches(bytes(beginning))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "ZIP, ''", "ZIP, 50", "ZIP, 504b03", "ZIP, 504b0102", "ZIP, 504b0305", "ZIP, 00504b0304",
			"ZIP, 504b3030", "ZIP, 504b3030504c", "GZIP, 1f", "GZIP, 1f9d", "GZIP, 8b1f", "ZSTD, 28b52f",
			"ZSTD, 27b52ffd", "ZSTD, 602a4d18", "ZSTD, 502a4d19", "SEVEN_ZIP, 377abcaf27", "SEVEN_ZIP, 377abcaf271d",
			"TAR, 7573746172", "TAR, ''", "TAR, 00" })
	void anythingElseIsNot(ArchiveFormat format, String beginning) {
		assertThat(format.matches(bytes(beginning))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(chars = { '0', 'L', 'V', 'D', 'x', 'M', 'S', '5' })
	void aTarIsKnownByTheSumOfItsFirstHeader(char type) throws IOException {
		byte[] tar = tar((byte) type);

		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(tar))).isTrue();
		assertThat(ArchiveFormat.of(ByteBuffer.wrap(tar))).hasValue(ArchiveFormat.TAR);
		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(tar, 0, 511))).isFalse();
		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(tar, 1, 600))).isFalse();
		tar[3]++;
		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(tar))).isFalse();
	}

	@Test
	void aTarNeedNotSayUstar() throws IOException {
		byte[] header = tar((byte) '0');
		Arrays.fill(header, 257, 500, (byte) 0);
		sumUp(header, true);

		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(header))).isTrue();
	}

	@Test
	void theSumMayBeOfSignedBytes() throws IOException {
		byte[] header = tar((byte) '0');
		System.arraycopy("\u00fc\u00fc.txt".getBytes(StandardCharsets.ISO_8859_1), 0, header, 0, 6);

		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(header))).isFalse();
		sumUp(header, false);
		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(header))).isTrue();
		sumUp(header, true);
		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.wrap(header))).isTrue();
	}

	@Test
	void zerosAreAnEmptyTarIfTheNameSaysSo() {
		for (int size : new int[] { 1024, 10240, 1_000_000 }) {
			assertThat(ArchiveFormat.TAR.matches(ByteBuffer.allocate(size))).isTrue();
			assertThat(ArchiveFormat.of(ByteBuffer.allocate(size))).isEmpty();
		}
		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.allocate(1023))).isFalse();
		assertThat(ArchiveFormat.TAR.matches(ByteBuffer.allocate(10240).put(10239, (byte) 1))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "ZIP, 504b0506", "GZIP, 1f8b08", "ZSTD, 28b52ffd", "ZSTD, 522a4d18", "SEVEN_ZIP, 377abcaf271c",
			"XZ, fd377a585a00", "BZIP2, 425a6839314159265359", "BZIP2, 425a6831177245385090", "LZ4, 04224d18",
			"RAR, 526172211a0700", "RAR, 526172211a070100", "KDBX, 03d9a29a67fb4bb5", "KDBX, 03d9a29a65fb4bb5" })
	void theContentTellsTheFormat(ArchiveFormat format, String beginning) {
		assertThat(ArchiveFormat.of(bytes(beginning))).hasValue(format);
	}

	@ParameterizedTest
	@CsvSource({ "AGE, age-encryption.org/v1", "AGE, -----BEGIN AGE ENCRYPTED FILE-----",
			"ARMORED_PGP, -----BEGIN PGP MESSAGE-----", "OPENSSL, Salted__12345678" })
	void soDoesText(ArchiveFormat format, String beginning) {
		assertThat(ArchiveFormat.of(ByteBuffer.wrap(beginning.getBytes(StandardCharsets.US_ASCII)))).hasValue(format);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "00", "504b", "ffffffffffffffff", "425a6839", "7b7d", "fd377a58" })
	void otherContentTellsNothing(String beginning) {
		assertThat(ArchiveFormat.of(bytes(beginning))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void lookingDoesNotMoveTheBuffer(ArchiveFormat format) {
		ByteBuffer buffer = ByteBuffer.allocate(2048).position(7);

		format.matches(buffer);

		assertThat(buffer.position()).isEqualTo(7);
	}

	@Test
	void theMarkIsWhereTheBufferBegins() {
		assertThat(ArchiveFormat.ZIP.matches(bytes("0000504b0304").position(2))).isTrue();
	}

	/** Upload and verification must not disagree about what a ZIP is. */
	@ParameterizedTest
	@ValueSource(strings = { "", "504b3030", "504b0708" })
	void whatBeginsLikeAZipIsReadAsOne(String before) {
		String directory = "00".repeat(12) + "%02x000000".formatted(before.length() / 2);
		byte[] zip = HexFormat.of().parseHex(before + "504b0506" + directory + "0000");

		assertThat(ArchiveFormat.ZIP.matches(ByteBuffer.wrap(zip))).isTrue();
		assertThat(Bytes.check(ArchiveKind.ZIP, zip).defect()).isIn(null, Defect.NOT_CHECKABLE);
	}

	private static byte[] tar(byte type) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
			tar.putArchiveEntry(new TarArchiveEntry("a.txt", type));
			tar.closeArchiveEntry();
		}
		return bytes.toByteArray();
	}

	private static void sumUp(byte[] header, boolean unsigned) {
		Arrays.fill(header, TarConstants.CHKSUM_OFFSET, TarConstants.CHKSUM_OFFSET + TarConstants.CHKSUMLEN,
				(byte) ' ');
		int sum = 0;
		for (int i = 0; i < 512; i++) {
			sum += unsigned ? header[i] & 0xff : header[i];
		}
		byte[] octal = "%6s\0".formatted(Integer.toOctalString(sum)).getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(octal, 0, header, TarConstants.CHKSUM_OFFSET, octal.length);
	}

	private static ByteBuffer bytes(String hex) {
		return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
	}

}
