package io.coffer.archives;

import static io.coffer.archives.ArchiveKind.TAR;
import static io.coffer.archives.Bytes.check;
import static io.coffer.archives.Bytes.cut;
import static io.coffer.archives.Bytes.flipped;
import static io.coffer.archives.Bytes.joined;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** What is found in whole and in damaged tars. */
class TarCheckTests {

	private static final int BLOCK = 512;

	private static final String LONG = "a-long-name/".repeat(20);

	static Stream<byte[]> whole() {
		return Stream.of(Tars.posix("a", "b"), Tars.posix(LONG + "file", "b"), Tars.gnu(LONG + "file", "b"));
	}

	@ParameterizedTest
	@MethodSource("whole")
	void isWhole(byte[] tar) {
		Finding finding = check(TAR, tar);

		assertThat(finding.flaw()).as(finding.message()).isNull();
		assertThat(finding.entries()).isEqualTo(2);
	}

	@Test
	void anEmptyOneIsWhole() {
		assertThat(check(TAR, Tars.posix()).flaw()).isNull();
	}

	@ParameterizedTest
	@MethodSource("whole")
	void everyCutBeforeTheEndMarkIsFound(byte[] tar) {
		int end = endOfContent(tar);
		for (int length = 0; length < end + BLOCK; length += (length < end) ? 7 : 1) {
			assertThat(check(TAR, cut(tar, length)).flaw()).as("cut at %d of %d", length, end)
				.isEqualTo(Flaw.TRUNCATED);
		}
		assertThat(check(TAR, cut(tar, end + BLOCK)).flaw()).isNull();
	}

	@Test
	void everyFlippedByteOfAHeaderIsFound() {
		byte[] tar = Tars.posix("a", "b");
		int second = BLOCK + (Zips.content("a").length + BLOCK - 1) / BLOCK * BLOCK;

		for (int i = 0; i < BLOCK; i++) {
			assertThat(check(TAR, flipped(tar, i)).flaw()).as("at %d of the first", i).isNotNull();
			assertThat(check(TAR, flipped(tar, second + i)).flaw()).as("at %d of the second", i).isNotNull();
		}
		assertThat(check(TAR, flipped(tar, 3))).extracting(Finding::flaw, Finding::message)
			.containsExactly(Flaw.HEADER_DAMAGED, "A header in the tar does not have its checksum.");
	}

	@ParameterizedTest
	@MethodSource("whole")
	void aFlippedByteOfALongNamesHeaderIsFound(byte[] tar) {
		assertThat(check(TAR, flipped(tar, 100)).flaw()).isEqualTo(Flaw.HEADER_DAMAGED);
	}

	@Test
	void whatFollowsTheEndIsFound() {
		byte[] tar = Tars.posix("a");

		assertThat(check(TAR, joined(tar, new byte[100_000])).flaw()).isNull();
		assertThat(check(TAR, joined(tar, new byte[10_240], new byte[] { 'x' })).flaw()).isEqualTo(Flaw.TRAILING_DATA);
		assertThat(check(TAR, joined(tar, Tars.posix("b"))).flaw()).isEqualTo(Flaw.TRAILING_DATA);
	}

	@Test
	void aNameOfGigabytesIsNotReadIntoMemory() {
		byte[] header = Arrays.copyOf(Tars.gnu(LONG + "file"), BLOCK);
		TarUtils.formatLongOctalOrBinaryBytes(1L << 32, header, 124, 12);
		Arrays.fill(header, 148, 156, (byte) ' ');
		TarUtils.formatCheckSumOctalBytes(TarUtils.computeCheckSum(header), header, 148, 8);

		assertThat(check(TAR, joined(header, new byte[100_000])).message())
			.isEqualTo("A header in the tar announces a name that is too long.");
	}

	@Test
	void entriesAndBytesAreLimited() {
		VerifyLimits limits = new VerifyLimits(1, DataSize.ofBytes(1000), 2000, 2, Duration.ofSeconds(1));

		assertThat(check(TAR, Tars.posix("a", "b", "c"), limits).flaw()).isEqualTo(Flaw.LIMIT_EXCEEDED);
		assertThat(check(TAR, Tars.posix("n".repeat(30)), limits).flaw()).isEqualTo(Flaw.LIMIT_EXCEEDED);
	}

	@Test
	void aTextIsNoTar() {
		assertThat(check(TAR, "x".repeat(2000).getBytes(StandardCharsets.US_ASCII)).flaw())
			.isEqualTo(Flaw.HEADER_DAMAGED);
	}

	/** Where the first block of noughts begins. */
	private static int endOfContent(byte[] tar) {
		int block = 0;
		while (!Arrays.equals(tar, block, block + BLOCK, new byte[BLOCK], 0, BLOCK)) {
			block += BLOCK;
		}
		return block;
	}

}
