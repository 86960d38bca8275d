package io.coffer.integrity;

import static io.coffer.archives.ArchiveKind.GZIP;
import static io.coffer.archives.ArchiveKind.TAR_GZIP;
import static io.coffer.archives.ArchiveKind.TAR_ZSTD;
import static io.coffer.archives.ArchiveKind.ZSTD;
import static io.coffer.integrity.Bytes.check;
import static io.coffer.integrity.Bytes.cut;
import static io.coffer.integrity.Bytes.flipped;
import static io.coffer.integrity.Bytes.joined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.coffer.archives.ArchiveKind;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
		IntegrityResult finding = check(kind, archive);

		assertThat(finding).isEqualTo(new IntegrityResult(null, false, "The archive is whole.", entries, size));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("whole")
	void everyCutIsFound(String what, ArchiveKind kind, byte[] archive, long entries, long size) {
		for (int length = 0; length < archive.length; length++) {
			IntegrityResult finding = check(kind, cut(archive, length));
			if (!isBetweenParts(what, archive, length)) {
				assertThat(finding.defect()).as("cut at %d of %d", length, archive.length).isEqualTo(Defect.TRUNCATED);
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
				assertThat(check(kind, flipped(archive, i)).defect()).as("flipped at %d", i).isNotNull();
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("whole")
	void whatFollowsIsFound(String what, ArchiveKind kind, byte[] archive, long entries, long size) {
		assertThat(check(kind, joined(archive, new byte[] { 'j', 'u', 'n', 'k' })).defect()).isNotNull();
	}

	@Test
	void aWrongChecksumIsDamage() {
		byte[] gzip = gzip(CONTENT);

		assertThat(check(GZIP, flipped(gzip, gzip.length - 8)).defect()).isEqualTo(Defect.CHECKSUM_MISMATCH);
		assertThat(check(GZIP, flipped(gzip, gzip.length - 1)).defect()).isEqualTo(Defect.CHECKSUM_MISMATCH);
		assertThat(check(ZSTD, flipped(zstd(CONTENT), zstd(CONTENT).length - 1)).defect())
			.isEqualTo(Defect.CHECKSUM_MISMATCH);
	}

	@Test
	void theGzipBehindTheTarIsCheckedToo() {
		byte[] tar = Tars.posix("a");
		byte[] archive = gzip(tar);

		assertThat(check(TAR_GZIP, flipped(archive, archive.length - 6)).defect()).isEqualTo(Defect.CHECKSUM_MISMATCH);
		assertThat(check(TAR_GZIP, gzip(cut(tar, 700))).defect()).isEqualTo(Defect.TRUNCATED);
		assertThat(check(TAR_GZIP, gzip(new byte[0])).defect()).isEqualTo(Defect.TRUNCATED);
		assertThat(check(TAR_GZIP, gzip(CONTENT)).defect()).isEqualTo(Defect.HEADER_DAMAGED);
	}

	@Test
	void noughtsBehindGzipArePaddingAndAnythingElseIsDamage() {
		byte[] gzip = gzip(CONTENT);

		assertThat(check(GZIP, joined(gzip, new byte[100_000])).defect()).isNull();
		for (byte[] junk : List.of(new byte[] { 'x' }, new byte[] { 0, 0, 'x' }, new byte[] { 0x1f, 'x' })) {
			assertThat(check(GZIP, joined(gzip, junk)).damaged()).isTrue();
		}
		assertThat(check(ZSTD, joined(zstd(CONTENT), new byte[10])).damaged()).isTrue();
	}

	@Test
	void aWindowThatIsNotLentIsNamedAndTheEndIsSeenAllTheSame() {
		byte[] archive = windowed(28, CONTENT);

		IntegrityResult finding = check(ZSTD, archive);

		assertThat(finding.defect()).isEqualTo(Defect.NOT_CHECKABLE);
		assertThat(finding.message())
			.startsWith("To unpack the archive takes a window of 256 MiB, and Coffer lends 160");
		for (int length = 1; length < archive.length; length++) {
			assertThat(check(ZSTD, cut(archive, length)).defect()).as("cut at %d", length).isEqualTo(Defect.TRUNCATED);
		}
		assertThat(check(ZSTD, joined(archive, new byte[] { 'x' })).defect()).isNotEqualTo(Defect.NOT_CHECKABLE);
		assertThat(check(ZSTD, joined(zstd(CONTENT), archive)).defect()).isEqualTo(Defect.NOT_CHECKABLE);
		assertThat(check(ZSTD, windowed(27, CONTENT)).defect()).isNull();
	}

	@Test
	void windowsThatOthersHaveAreAskedForLater() throws Exception {
		ArchiveCheck check = new ArchiveCheck(Bytes.LIMITS);
		byte[] archive = windowed(27, Bytes.random(1_000_000));
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch asked = new CountDownLatch(1);
		CompletableFuture<IntegrityResult> first = CompletableFuture
			.supplyAsync(() -> check.check(ZSTD, new HaltingBytes(archive, 500_000, begun, asked)));
		begun.await();

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> check.check(ZSTD, Bytes.stored(archive)))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.BUSY));
		asked.countDown();

		assertThat(first.get().defect()).isNull();
		assertThat(check.check(ZSTD, Bytes.stored(archive)).defect()).isNull();
	}

	@Test
	void theOrderOfContentDoesNotDecideWhetherItIsABomb() {
		byte[] noughts = new byte[100 * 1024 * 1024];
		byte[] other = Bytes.random(100_000);
		VerifyLimits limits = Bytes.limits(DataSize.ofTerabytes(4), 1500, 10);

		for (byte[] archive : List.of(joined(zstd(noughts), zstd(other)), joined(zstd(other), zstd(noughts)))) {
			assertThat(check(ZSTD, archive, limits).defect()).isNull();
		}
		assertThat(check(ZSTD, zstd(noughts), limits)).extracting(IntegrityResult::defect, IntegrityResult::damaged)
			.containsExactly(Defect.LIMIT_EXCEEDED, false);
	}

	@Test
	void aBombIsNotUnpacked() {
		byte[] noughts = new byte[100 * 1024 * 1024];
		VerifyLimits limits = Bytes.limits(DataSize.ofMegabytes(1), 2000, 10);

		assertThat(check(ZSTD, zstd(noughts)).defect()).isEqualTo(Defect.LIMIT_EXCEEDED);
		assertThat(check(GZIP, gzip(noughts)).defect()).isNull();
		for (IntegrityResult finding : List.of(check(GZIP, gzip(noughts), limits),
				check(ZSTD, zstd(noughts), limits))) {
			assertThat(finding.defect()).isEqualTo(Defect.LIMIT_EXCEEDED);
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

	/**
	 * A frame of that window, as {@code zstd --long} makes one from a pipe: of raw
	 * blocks.
	 */
	private static byte[] windowed(int windowLog, byte[] content) {
		return Bytes.written((out) -> {
			out.write(new byte[] { 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) ((windowLog - 10) << 3) });
			for (int start = 0; start < content.length; start += 100_000) {
				int size = Math.min(content.length - start, 100_000);
				int header = size << 3 | ((start + size == content.length) ? 1 : 0);
				out.write(new byte[] { (byte) header, (byte) (header >> 8), (byte) (header >> 16) });
				out.write(content, start, size);
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
