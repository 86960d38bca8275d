package io.coffer.archives;

import static io.coffer.archives.ArchiveKind.GZIP;
import static io.coffer.archives.ArchiveKind.TAR_GZIP;
import static io.coffer.archives.ArchiveKind.TAR_ZSTD;
import static io.coffer.archives.ArchiveKind.ZSTD;
import static io.coffer.archives.Bytes.check;
import static io.coffer.archives.Bytes.cut;
import static io.coffer.archives.Bytes.flipped;
import static io.coffer.archives.Bytes.joined;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/**
 * What is found in whole and in damaged gzip and Zstandard files, tars in them included.
 */
class PackedCheckTests {

	private static final byte[] CONTENT = Zips.content("some content");

	/** A skippable frame (RFC 8878 §3.1.2) of three bytes. */
	private static final byte[] SKIPPABLE = { 0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3 };

	static Stream<Arguments> whole() {
		return Stream.of(Arguments.of("gzip", GZIP, gzip(CONTENT), 1, CONTENT.length),
				Arguments.of("two gzip members", GZIP, joined(gzip(CONTENT), gzip(CONTENT)), 1, 2 * CONTENT.length),
				Arguments.of("Zstandard", ZSTD, zstd(CONTENT), 1, CONTENT.length),
				Arguments.of("Zstandard frames", ZSTD, joined(SKIPPABLE, zstd(CONTENT), SKIPPABLE, zstd(CONTENT)), 1,
						2 * CONTENT.length),
				Arguments.of("tar.gz", TAR_GZIP, gzip(Tars.posix("a", "b")), 2, Tars.contentOf("a", "b")),
				Arguments.of("tar.zst", TAR_ZSTD, zstd(Tars.posix("a", "b")), 2, Tars.contentOf("a", "b")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("whole")
	void isWhole(String what, ArchiveKind kind, byte[] archive, long entries, long size) {
		Finding finding = check(kind, archive);

		assertThat(finding).isEqualTo(new Finding(null, "The archive is whole.", entries, size));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("whole")
	void everyCutIsFound(String what, ArchiveKind kind, byte[] archive, long entries, long size) {
		for (int length = 0; length < archive.length; length++) {
			Finding finding = check(kind, cut(archive, length));
			if (!isBetweenParts(what, archive, length)) {
				assertThat(finding.flaw()).as("cut at %d of %d", length, archive.length).isEqualTo(Flaw.TRUNCATED);
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("whole")
	void everyFlippedByteOfPackedContentIsFound(String what, ArchiveKind kind, byte[] archive, long entries,
			long size) {
		int header = 10;
		for (int i = header; i < archive.length; i++) {
			if (!isHeader(what, archive, i)) {
				assertThat(check(kind, flipped(archive, i)).flaw()).as("flipped at %d", i).isNotNull();
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("whole")
	void whatFollowsIsFound(String what, ArchiveKind kind, byte[] archive, long entries, long size) {
		assertThat(check(kind, joined(archive, new byte[] { 'j', 'u', 'n', 'k' })).flaw()).isNotNull();
	}

	@Test
	void aWrongChecksumIsDamage() {
		byte[] gzip = gzip(CONTENT);

		assertThat(check(GZIP, flipped(gzip, gzip.length - 8)).flaw()).isEqualTo(Flaw.DATA_DAMAGED);
		assertThat(check(GZIP, flipped(gzip, gzip.length - 1)).flaw()).isEqualTo(Flaw.DATA_DAMAGED);
		assertThat(check(ZSTD, flipped(zstd(CONTENT), zstd(CONTENT).length - 1)).flaw()).isEqualTo(Flaw.DATA_DAMAGED);
	}

	@Test
	void theGzipBehindTheTarIsCheckedToo() {
		byte[] tar = Tars.posix("a");
		byte[] archive = gzip(tar);

		assertThat(check(TAR_GZIP, flipped(archive, archive.length - 6)).flaw()).isEqualTo(Flaw.DATA_DAMAGED);
		assertThat(check(TAR_GZIP, gzip(cut(tar, 700))).flaw()).isNotNull();
		assertThat(check(TAR_GZIP, gzip(CONTENT)).flaw()).isEqualTo(Flaw.HEADER_DAMAGED);
	}

	@Test
	void aBombIsNotUnpacked() {
		byte[] noughts = new byte[100 * 1024 * 1024];
		VerifyLimits limits = new VerifyLimits(1, DataSize.ofMegabytes(1), 2000, 10, Duration.ofSeconds(1));

		assertThat(check(ZSTD, zstd(noughts)).flaw()).isEqualTo(Flaw.LIMIT_EXCEEDED);
		assertThat(check(GZIP, gzip(noughts)).flaw()).isNull();
		for (Finding finding : List.of(check(GZIP, gzip(noughts), limits), check(ZSTD, zstd(noughts), limits))) {
			assertThat(finding.flaw()).isEqualTo(Flaw.LIMIT_EXCEEDED);
			assertThat(finding.uncompressedSize()).isLessThan(2 * 1024 * 1024);
		}
	}

	static byte[] gzip(byte[] content) {
		return Bytes.written((out) -> {
			try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
				gzip.write(content);
			}
		});
	}

	static byte[] zstd(byte[] content) {
		return Bytes.written((out) -> {
			try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out)) {
				zstd.setChecksum(true);
				zstd.write(content);
			}
		});
	}

	/** A cut there leaves one that is whole, only of fewer parts. */
	private static boolean isBetweenParts(String what, byte[] archive, int length) {
		return switch (what) {
			case "two gzip members" -> length == archive.length / 2;
			case "Zstandard frames" ->
				List.of(0, SKIPPABLE.length, archive.length / 2, archive.length / 2 + SKIPPABLE.length)
					.contains(length);
			case "Zstandard", "tar.zst" -> length == 0;
			default -> false;
		};
	}

	/** Skipped frames and the headers of later members carry no checksum. */
	private static boolean isHeader(String what, byte[] archive, int index) {
		int inPart = index % (archive.length / 2);
		return switch (what) {
			case "two gzip members" -> inPart < 10;
			case "Zstandard frames" -> inPart < SKIPPABLE.length + 6;
			default -> false;
		};
	}

}
