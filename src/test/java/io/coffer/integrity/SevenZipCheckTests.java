package io.coffer.integrity;

import static io.coffer.archives.ArchiveKind.OPAQUE;
import static io.coffer.archives.ArchiveKind.SEVEN_ZIP;
import static io.coffer.integrity.Bytes.check;
import static io.coffer.integrity.Bytes.cut;
import static io.coffer.integrity.Bytes.flipped;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

/** What of a 7z can be checked in one pass, and what is found. */
class SevenZipCheckTests {

	private static final int START_HEADER = 32;

	@Test
	void theHeadersAreWholeAndTheContentIsNotCheckable() throws IOException {
		IntegrityResult finding = check(SEVEN_ZIP, sevenZip(1000, 3));

		assertThat(finding).isEqualTo(new IntegrityResult(Defect.NOT_CHECKABLE, false,
				"The headers are whole; the content of a 7z was not unpacked.", 3, 0));
	}

	@Test
	void theHeaderIsFoundBehindMoreThanIsKept() throws IOException {
		IntegrityResult finding = check(SEVEN_ZIP, sevenZip(6 * 1024 * 1024, 2));

		assertThat(finding.entries()).isEqualTo(2);
		assertThat(finding.defect()).isEqualTo(Defect.NOT_CHECKABLE);
	}

	@Test
	void everyFlippedByteOfTheHeadersIsFound() throws IOException {
		byte[] archive = sevenZip(1000, 3);
		int content = 3 * 1000;

		for (int i = 8; i < archive.length; i++) {
			if (i < START_HEADER || i > START_HEADER + content + 100) {
				assertThat(check(SEVEN_ZIP, flipped(archive, i)).defect()).as("flipped at %d", i)
					.isNotIn(null, Defect.NOT_CHECKABLE);
			}
		}
	}

	@Test
	void everyCutIsFound() throws IOException {
		byte[] archive = sevenZip(1000, 3);

		for (int length = 0; length < archive.length; length++) {
			assertThat(check(SEVEN_ZIP, cut(archive, length)).defect()).as("cut at %d", length)
				.isNotIn(null, Defect.NOT_CHECKABLE);
		}
	}

	@Test
	void ofUnknownFormatsNothingIsSaid() {
		assertThat(check(OPAQUE, Bytes.random(100))).isEqualTo(new IntegrityResult(Defect.NOT_CHECKABLE, false,
				"Nothing is known of the structure of such archives.", 0, 0));
	}

	private static byte[] sevenZip(int size, int entries) throws IOException {
		SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
		try (SevenZOutputFile archive = new SevenZOutputFile(channel)) {
			archive.setContentCompression(SevenZMethod.COPY);
			for (int i = 0; i < entries; i++) {
				SevenZArchiveEntry entry = new SevenZArchiveEntry();
				entry.setName("entry-" + i);
				archive.putArchiveEntry(entry);
				archive.write(Bytes.random(size));
				archive.closeArchiveEntry();
			}
		}
		return Arrays.copyOf(channel.array(), (int) channel.size());
	}

}
