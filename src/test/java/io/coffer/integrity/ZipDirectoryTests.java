package io.coffer.integrity;

import static io.coffer.archives.ArchiveKind.ZIP;
import static io.coffer.integrity.Bytes.check;
import static io.coffer.integrity.Bytes.cut;
import static io.coffer.integrity.Bytes.find;
import static io.coffer.integrity.Bytes.flipped;
import static io.coffer.integrity.Bytes.joined;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.junit.jupiter.api.Test;

/** What is found in the directory of a ZIP, and in the record that ends it. */
class ZipDirectoryTests {

	private static final String[] NAMES = { "a.txt", "folder/b.bin", "Ünïcödé 備份.txt" };

	@Test
	void aFlippedByteOfTheDirectoryIsFoundWhereItMatters() {
		byte[] zip = Zips.seeking(Zip64Mode.Never, ZipEntry.DEFLATED, NAMES);
		int entry = find(zip, Zips.CENTRAL, 1);
		int end = find(zip, Zips.END, 0);

		for (int offset : new int[] { 0, 1, 2, 3, 10, 16, 17, 20, 21, 24, 25, 28, 30, 32, 42, 43, 46, 50 }) {
			assertThat(check(ZIP, flipped(zip, entry + offset)).defect()).as("at %d of the entry", offset).isNotNull();
		}
		for (int offset : new int[] { 0, 1, 2, 3, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21 }) {
			assertThat(check(ZIP, flipped(zip, end + offset)).defect()).as("at %d of the end", offset).isNotNull();
		}
	}

	@Test
	void aDirectoryOfOtherEntriesIsFound() {
		byte[] zip = Zips.streamed("a.txt", "b.txt");
		byte[] other = Zips.streamed("a.txt", "c.txt");
		int directory = find(zip, Zips.CENTRAL, 0);
		byte[] mixed = joined(cut(zip, directory),
				Arrays.copyOfRange(other, find(other, Zips.CENTRAL, 0), other.length));

		IntegrityResult finding = check(ZIP, mixed);

		assertThat(finding.defect()).isEqualTo(Defect.DIRECTORY_MISMATCH);
		assertThat(finding.message()).isEqualTo("Entry \"c.txt\" is described otherwise by the directory.");
	}

	@Test
	void anEntryThatTheDirectoryDoesNotNameIsOneThatWasDeleted() {
		byte[] zip = Zips.streamed("a.txt", "b.txt");
		int first = find(zip, Zips.CENTRAL, 0);
		int second = find(zip, Zips.CENTRAL, 1);
		int end = find(zip, Zips.END, 0);
		byte[] record = Arrays.copyOfRange(zip, end, zip.length);
		ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putShort(10, (short) 1).putInt(12, second - first);

		IntegrityResult finding = check(ZIP, joined(cut(zip, second), record));

		assertThat(finding.defect()).isNull();
		assertThat(finding.message())
			.isEqualTo("The archive is whole. %d bytes in it belong to no entry: programs pass over them."
				.formatted(first - find(zip, Zips.LOCAL, 1)));
	}

	@Test
	void anEndRecordThatCountsOtherwiseIsFound() {
		byte[] zip = Zips.streamed("a.txt", "b.txt");
		zip[find(zip, Zips.END, 0) + 10] = 3;

		assertThat(check(ZIP, zip)).extracting(IntegrityResult::defect, IntegrityResult::message)
			.containsExactly(Defect.DIRECTORY_MISMATCH, "The directory has 2 entries, and the end record says 3.");
	}

	@Test
	void withoutZip64MoreThan65535EntriesAreCountedModulo() {
		String[] names = IntStream.range(0, 70_000).mapToObj(Integer::toString).toArray(String[]::new);
		byte[] zip = Zips.withoutZip64(names);

		IntegrityResult finding = check(ZIP, zip);

		assertThat(finding).isEqualTo(new IntegrityResult(null, false, "The archive is whole.", 70_000, 0));
		assertThat(check(ZIP, flipped(zip, find(zip, Zips.CENTRAL, 69_000) + 42)).damaged()).isTrue();
	}

	@Test
	void withoutZip64OffsetsBeyond4GibAreModulo() {
		long gap = (1L << 32) - 20;
		byte[] zip = Zips.withoutZip64("a", "b");
		ByteBuffer fields = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
		fields.putInt(find(zip, Zips.CENTRAL, 1) + 42, (int) (find(zip, Zips.LOCAL, 1) + gap));
		fields.putInt(find(zip, Zips.END, 0) + 16, (int) (find(zip, Zips.CENTRAL, 0) + gap));
		ArchiveBytes archive = new StretchedBytes(zip, find(zip, Zips.LOCAL, 1), gap);

		IntegrityResult finding = new ArchiveCheck(Bytes.LIMITS).check(ZIP, archive);

		assertThat(finding.defect()).as(finding.message()).isNull();
		assertThat(finding.entries()).isEqualTo(2);
	}

	@Test
	void aDirectoryThatIsNotInOrderAndTooLargeToBeSortedIsNotCheckable() {
		String[] names = IntStream.range(0, 20_000).mapToObj(Integer::toString).toArray(String[]::new);
		byte[] zip = Zips.withoutZip64(names);
		int directory = find(zip, Zips.CENTRAL, 0);
		int half = find(zip, Zips.CENTRAL, 10_000);
		int end = find(zip, Zips.END, 0);
		byte[] swapped = joined(cut(zip, directory), Arrays.copyOfRange(zip, half, end),
				Arrays.copyOfRange(zip, directory, half), Arrays.copyOfRange(zip, end, zip.length));

		IntegrityResult finding = check(ZIP, swapped);

		assertThat(finding.defect()).isEqualTo(Defect.NOT_CHECKABLE);
		assertThat(finding.message()).containsPattern("\\d+ are not in the order of the directory");
	}

	@Test
	void theEndOfAnArchiveInsideIsNotTakenForItsOwn() {
		byte[] inner = Zips.streamed("a");
		byte[] outer = Zips.storedWithDescriptor(inner, false);

		assertThat(check(ZIP, cut(outer, 31 + inner.length)))
			.extracting(IntegrityResult::defect, IntegrityResult::message)
			.containsExactly(Defect.DIRECTORY_MISMATCH,
					"The directory at the end is that of another archive, which begins at byte 31.");
	}

}
