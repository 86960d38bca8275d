package io.coffer.integrity;

import static io.coffer.archives.ArchiveKind.ZIP;
import static io.coffer.integrity.Bytes.check;
import static io.coffer.integrity.Bytes.cut;
import static io.coffer.integrity.Bytes.find;
import static io.coffer.integrity.Bytes.flipped;
import static io.coffer.integrity.Bytes.joined;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Archives;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** What is found in whole and in damaged ZIPs. */
class ZipCheckTests {

	private static final String[] NAMES = { "a.txt", "folder/b.bin", "Ünïcödé 備份.txt" };

	static Stream<Arguments> whole() {
		return Stream.of(Arguments.of("streamed by a JDK", Zips.streamed(NAMES), 3),
				Arguments.of("deflated", Zips.seeking(Zip64Mode.Never, ZipEntry.DEFLATED, NAMES), 3),
				Arguments.of("stored", Zips.seeking(Zip64Mode.Never, ZipEntry.STORED, NAMES), 3),
				Arguments.of("Zip64", Zips.seeking(Zip64Mode.Always, ZipEntry.DEFLATED, NAMES), 3),
				Arguments.of("Zip64, stored", Zips.seeking(Zip64Mode.Always, ZipEntry.STORED, NAMES), 3),
				Arguments.of("empty", Archives.EMPTY_ZIP, 0),
				Arguments.of("stored, described behind", Zips.storedWithDescriptor(Bytes.random(200_000), false), 1),
				Arguments.of("the same in Zip64", Zips.storedWithDescriptor(Bytes.random(200_000), true), 1),
				Arguments.of("an empty one described behind", Zips.storedWithDescriptor(new byte[0], false), 1),
				Arguments.of("a ZIP in a ZIP, not packed", Zips.storedWithDescriptor(Zips.streamed(NAMES), false), 1));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("whole")
	void isWhole(String what, byte[] zip, int entries) {
		IntegrityResult finding = check(ZIP, zip);

		assertThat(finding.defect()).as(finding.message()).isNull();
		assertThat(finding.entries()).isEqualTo(entries);
	}

	@Test
	void theContentIsCountedAsUnpacked() {
		assertThat(check(ZIP, Zips.streamed("a.txt")).uncompressedSize()).isEqualTo(Zips.content("a.txt").length);
	}

	@Test
	void theLargestArchiveOfTheClassPathIsWhole() throws IOException {
		Path jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> path.toString().endsWith(".jar"))
			.max(Comparator.comparingLong((path) -> path.toFile().length()))
			.orElseThrow();
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			IntegrityResult finding = check(ZIP, Files.readAllBytes(jar));

			assertThat(finding.defect()).as(finding.message()).isNull();
			assertThat(finding.entries()).isEqualTo(zip.size());
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("whole")
	void everyCutIsFound(String what, byte[] zip, int entries) {
		Random random = new Random(7);
		int step = Math.max(1, zip.length / 2000);
		for (int length = 1; length < zip.length; length += 1 + random.nextInt(step)) {
			assertThat(check(ZIP, cut(zip, length)).defect()).as("cut at %d of %d", length, zip.length).isNotNull();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("whole")
	void everyFlippedByteOfContentIsFound(String what, byte[] zip, int entries) {
		BitSet content = (entries > 0) ? content(zip) : new BitSet();
		Random random = new Random(8);
		int step = Math.max(1, zip.length / 2000);
		for (int i = content.nextSetBit(0); i >= 0; i = content.nextSetBit(i + 1 + random.nextInt(step))) {
			assertThat(check(ZIP, flipped(zip, i)).message()).as("flipped at %d", i)
				.isNotEqualTo("The archive is whole.");
		}
	}

	@Test
	void aFlippedByteOfALocalHeaderIsFoundWhereItMatters() {
		byte[] zip = Zips.seeking(Zip64Mode.Never, ZipEntry.DEFLATED, NAMES);
		int header = find(zip, Zips.LOCAL, 1);

		for (int offset : new int[] { 0, 1, 2, 3, 8, 9, 14, 15, 16, 17, 18, 19, 20, 22, 23, 26, 27, 28, 30, 41 }) {
			assertThat(check(ZIP, flipped(zip, header + offset)).defect()).as("at %d of the header", offset)
				.isNotNull();
		}
	}

	@Test
	void aDescriptorThatSaysSomethingElseIsNoDamageAndNotPassedOver() {
		byte[] zip = Zips.streamed("a.txt");

		IntegrityResult finding = check(ZIP, flipped(zip, find(zip, Zips.CENTRAL, 0) - 12));

		assertThat(finding.damaged()).isFalse();
		assertThat(finding.message()).startsWith("What follows entry \"a.txt\" does not repeat its checksum");
	}

	@Test
	void whatIsWrongIsNamed() {
		byte[] stored = Zips.seeking(Zip64Mode.Never, ZipEntry.STORED, "a.txt", "b.txt");
		int second = find(stored, Zips.LOCAL, 1);

		assertThat(check(ZIP, flipped(stored, second + 60))).isEqualTo(new IntegrityResult(Defect.CHECKSUM_MISMATCH,
				true, "The content of entry \"b.txt\" has another checksum or size than the archive says.", 2,
				2L * Zips.content("a.txt").length));
		assertThat(check(ZIP, cut(stored, second + 60)).defect()).isEqualTo(Defect.TRUNCATED);
		assertThat(check(ZIP, cut(stored, second)).message())
			.isEqualTo("The archive has %d bytes, and its directory's end is not among them.".formatted(second));
		assertThat(check(ZIP, flipped(stored, second)).message())
			.isEqualTo("At byte %d there is no entry, although the directory names one.".formatted(second));
		assertThat(check(ZIP, joined(stored, new byte[] { 'x' })))
			.extracting(IntegrityResult::defect, IntegrityResult::damaged, IntegrityResult::message)
			.containsExactly(Defect.TRAILING_DATA, false,
					"Something follows the archive's end at byte %d.".formatted(stored.length));
		assertThat(check(ZIP, new byte[0]).defect()).isEqualTo(Defect.TRUNCATED);
		assertThat(check(ZIP, "<html>no such key</html>".getBytes(StandardCharsets.US_ASCII)).defect())
			.isEqualTo(Defect.HEADER_DAMAGED);
	}

	@Test
	void anEncryptedEntryIsNotCheckableAndEverythingElseIs() {
		byte[] zip = Zips.seeking(Zip64Mode.Never, ZipEntry.STORED, "a.txt", "b.txt");
		encrypt(zip, 0);

		IntegrityResult finding = check(ZIP, zip);
		int second = find(zip, Zips.LOCAL, 1);

		assertThat(finding.defect()).isEqualTo(Defect.NOT_CHECKABLE);
		assertThat(finding.message()).startsWith("The archive is complete. Of 2 entries, 1 are encrypted: ");
		assertThat(check(ZIP, flipped(zip, second + 60)).defect()).isEqualTo(Defect.CHECKSUM_MISMATCH);
		assertThat(check(ZIP, cut(zip, zip.length - 30)).defect()).isEqualTo(Defect.TRUNCATED);
	}

	@Test
	void oneOfSeveralVolumesIsNotCheckable() {
		byte[] zip = Zips.streamed("a");
		zip[find(zip, Zips.END, 0) + 4] = 2;

		assertThat(check(ZIP, zip)).extracting(IntegrityResult::defect, IntegrityResult::message)
			.containsExactly(Defect.NOT_CHECKABLE, "The archive is one of several volumes.");
	}

	@Test
	void aBombIsNotUnpacked() {
		byte[] noughts = Bytes.written((out) -> {
			try (ZipOutputStream zip = new ZipOutputStream(out)) {
				zip.putNextEntry(new ZipEntry("noughts"));
				zip.write(new byte[80 * 1024 * 1024]);
			}
		});

		IntegrityResult ratio = check(ZIP, noughts, Bytes.limits(DataSize.ofTerabytes(1), 500, 10));
		IntegrityResult size = check(ZIP, noughts, Bytes.limits(DataSize.ofMegabytes(1), 5000, 10));
		IntegrityResult entries = check(ZIP, Zips.streamed("a", "b", "c"),
				Bytes.limits(DataSize.ofMegabytes(1), 5000, 2));

		assertThat(List.of(ratio, size, entries)).allMatch((finding) -> finding.defect() == Defect.LIMIT_EXCEEDED);
		assertThat(ratio.message())
			.isEqualTo("The archive unpacks to more than 500 times its size; it was not unpacked further.");
		assertThat(size.message()).startsWith("The archive unpacks to more than 1048576 bytes");
		assertThat(entries.message()).startsWith("The archive has more than 2 entries");
		assertThat(size.uncompressedSize()).isLessThan(2 * 1024 * 1024);
		assertThat(check(ZIP, noughts).defect()).isNull();
	}

	/** Sets the flag of an entry, before its content and in the directory. */
	private static void encrypt(byte[] zip, int entry) {
		zip[find(zip, Zips.LOCAL, entry) + 6] |= 1;
		zip[find(zip, Zips.CENTRAL, entry) + 8] |= 1;
	}

	/** Which bytes before the directory belong to no header, as set bits. */
	private static BitSet content(byte[] zip) {
		BitSet content = new BitSet();
		content.set(0, find(zip, Zips.CENTRAL, 0));
		ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < zip.length - 30; i++) {
			if (Arrays.equals(zip, i, i + 4, Zips.LOCAL, 0, 4)) {
				content.clear(i, i + 30 + bytes.getShort(i + 26) + bytes.getShort(i + 28));
			}
		}
		return content;
	}

}
