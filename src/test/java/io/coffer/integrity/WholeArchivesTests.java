package io.coffer.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.archives.ArchiveKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What many programs make of a few small files: GNU tar, bsdtar, 7-Zip, Info-ZIP, zip4j,
 * zip.js, .NET, pigz, bgzip, zstd and pzstd. Each restores what it made.
 */
class WholeArchivesTests {

	@ParameterizedTest(name = "{0}")
	@CsvFileSource(resources = "whole.csv")
	void isNotCalledDamaged(String file, String defect, long entries) throws IOException {
		IntegrityResult finding = Bytes.check(kind(file), read(file));

		assertThat(finding.damaged()).as(finding.message()).isFalse();
		assertThat((finding.defect() != null) ? finding.defect().code() : null).as(finding.message()).isEqualTo(defect);
		assertThat(finding.entries()).isEqualTo(entries);
	}

	/** Also where its content cannot be checked, since its end is seen. */
	@ParameterizedTest(name = "{0}")
	@CsvFileSource(resources = "whole.csv")
	void isCalledDamagedWhereverItIsCut(String file, String defect, long entries) throws IOException {
		byte[] archive = read(file);
		int end = archive.length;
		while (archive[end - 1] == 0) {
			end--;
		}
		for (int length = 1; length < end; length += 1 + length / 200) {
			if (!isWholeIfCutAt(file, archive, length)) {
				IntegrityResult finding = Bytes.check(kind(file), Bytes.cut(archive, length));
				assertThat(finding.damaged()).as("cut at %d of %d: %s", length, archive.length, finding).isTrue();
			}
		}
	}

	/** Of several members the last ones can be missed without a trace. */
	private static boolean isWholeIfCutAt(String file, byte[] archive, int length) {
		return switch (file) {
			case "bgzip.gz" -> length == archive.length - 28;
			case "pzstd.zst" -> length == 12;
			default -> false;
		};
	}

	private static ArchiveKind kind(String file) {
		return ArchiveKind.ofExtension(file.substring(file.lastIndexOf(file.contains(".tar.") ? ".tar" : ".") + 1));
	}

	private static byte[] read(String file) throws IOException {
		try (InputStream in = WholeArchivesTests.class.getResourceAsStream("whole/" + file)) {
			return Objects.requireNonNull(in, file).readAllBytes();
		}
	}

}
