package io.coffer.integrity;

import static io.coffer.archives.ArchiveKind.TAR;
import static io.coffer.integrity.Bytes.check;
import static io.coffer.integrity.Bytes.cut;
import static io.coffer.integrity.Bytes.flipped;
import static io.coffer.integrity.Bytes.joined;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
		IntegrityResult finding = check(TAR, tar);

		assertThat(finding.defect()).as(finding.message()).isNull();
		assertThat(finding.entries()).isEqualTo(2);
	}

	@Test
	void anEmptyOneIsWhole() {
		assertThat(check(TAR, Tars.posix()).defect()).isNull();
	}

	@ParameterizedTest
	@MethodSource("whole")
	void everyCutBeforeTheEndMarkIsFound(byte[] tar) {
		int end = endOfContent(tar);
		for (int length = 0; length < end + BLOCK; length += (length < end) ? 7 : 1) {
			assertThat(check(TAR, cut(tar, length)).defect()).as("cut at %d of %d", length, end)
				.isEqualTo(Defect.TRUNCATED);
		}
		assertThat(check(TAR, cut(tar, end + BLOCK)).defect()).isNull();
	}

	@Test
	void everyFlippedByteOfAHeaderIsFound() {
		byte[] tar = Tars.posix("a", "b");
		int second = BLOCK + (Zips.content("a").length + BLOCK - 1) / BLOCK * BLOCK;

		for (int i = 0; i < BLOCK; i++) {
			if (i == 155) {
				// fills up the checksum, and is not added up
				continue;
			}
			assertThat(check(TAR, flipped(tar, i)).defect()).as("at %d of the first", i).isNotNull();
			assertThat(check(TAR, flipped(tar, second + i)).defect()).as("at %d of the second", i).isNotNull();
		}
		assertThat(check(TAR, flipped(tar, 3))).extracting(IntegrityResult::defect, IntegrityResult::message)
			.containsExactly(Defect.HEADER_DAMAGED, "A header in the tar does not have its checksum.");
	}

	@ParameterizedTest
	@MethodSource("whole")
	void aFlippedByteOfALongNamesHeaderIsFound(byte[] tar) {
		assertThat(check(TAR, flipped(tar, 100)).defect()).isEqualTo(Defect.HEADER_DAMAGED);
	}

	@Test
	void whatFollowsTheEndIsFound() {
		byte[] tar = Tars.posix("a");

		assertThat(check(TAR, joined(tar, new byte[100_000])).defect()).isNull();
		for (byte[] more : List.of(joined(new byte[10_240], new byte[] { 'x' }), Tars.posix("b"))) {
			assertThat(check(TAR, joined(tar, more))).extracting(IntegrityResult::defect, IntegrityResult::damaged)
				.containsExactly(Defect.TRAILING_DATA, false);
		}
		assertThat(check(TAR, joined(tar, flipped(Tars.posix("b", "c"), 3))).defect()).isEqualTo(Defect.HEADER_DAMAGED);
		assertThat(check(TAR, joined(tar, cut(Tars.posix("b"), 700))).defect()).isEqualTo(Defect.TRUNCATED);
	}

	@Test
	void anEmptyHeaderIsNoEndMark() {
		byte[] tar = Tars.posix("a", "b");
		Arrays.fill(tar, 0, BLOCK, (byte) 0);

		assertThat(check(TAR, tar).defect()).isEqualTo(Defect.HEADER_DAMAGED);
		assertThat(check(TAR, joined(new byte[BLOCK], tar)).defect()).isEqualTo(Defect.HEADER_DAMAGED);
	}

	@Test
	void aPaxHeaderSaysTheSize() {
		byte[] entry = Tars.header('0', 0);
		byte[] tar = joined(Tars.pax("9 a=bcde\n", "13 size=1024\n", "9 size2=\n"), entry, new byte[1024].clone(),
				entry, new byte[BLOCK * 2]);
		Arrays.fill(tar, 3 * BLOCK, 5 * BLOCK, (byte) 'x');

		assertThat(check(TAR, tar)).isEqualTo(new IntegrityResult(null, false, "The archive is whole.", 2, 1024));
		for (String record : List.of("7 a=bc", "6 a=bc\n", "9999 a=b\n", "x", "13 size=1o24\n", "-3 a\n",
				"99999999999999999999 a=b\n")) {
			assertThat(check(TAR, joined(Tars.pax(record), entry, new byte[BLOCK * 2])).defect()).as(record)
				.isEqualTo(Defect.HEADER_DAMAGED);
		}
	}

	@Test
	void aLinkWithASizeHasContentWhereThereIsSome() {
		byte[] link = Tars.header('1', 700);
		byte[] content = "x".repeat(2 * BLOCK).getBytes(StandardCharsets.US_ASCII);

		assertThat(check(TAR, joined(link, content, link, new byte[BLOCK * 2])).entries()).isEqualTo(2);
		assertThat(check(TAR, joined(link, link, new byte[BLOCK * 2])).defect()).isNull();
	}

	@Test
	void sizesBeyondTheirFieldAreRead() {
		byte[] large = Tars.header('0', 1L << 40);

		assertThat(check(TAR, joined(large, new byte[BLOCK * 10])).defect()).isEqualTo(Defect.TRUNCATED);
		assertThat(check(TAR, joined(Tars.header('0', -1), new byte[BLOCK * 10])).defect())
			.isEqualTo(Defect.HEADER_DAMAGED);
	}

	@Test
	void entriesAreLimited() {
		assertThat(check(TAR, Tars.posix("a", "b", "c"), Bytes.limits(DataSize.ofTerabytes(4), 2000, 2)).defect())
			.isEqualTo(Defect.LIMIT_EXCEEDED);
	}

	@Test
	void aTextIsNoTar() {
		assertThat(check(TAR, "x".repeat(2000).getBytes(StandardCharsets.US_ASCII)).defect())
			.isEqualTo(Defect.HEADER_DAMAGED);
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
