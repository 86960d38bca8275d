package io.coffer.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.archives.ArchiveKind;
import io.coffer.testing.HostileArchives;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that are made to do harm, and decoders that go wrong. */
class HostileArchivesTests {

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource({ "header-of-itself.7z, not-checkable", "huge-counts.7z, not-checkable",
			"large-dictionary.7z, not-checkable", "long-name-chain.tar.gz, truncated", "long-name.gz,",
			"long-name.tar.gz, truncated", "many-ends.zip, truncated", "many-folders.7z, not-checkable",
			"many-members.gz, empty", "noughts.zst, limit-exceeded", "pax-chain.tar.gz, truncated",
			"pax-sparse-map.tar.gz, truncated", "shared-content.zip, not-checkable",
			"size-of-exabytes.tar.gz, truncated", "sparse-map-in-blocks.tar.gz, truncated", "window.zst,",
			"window-of-gibibytes.zst, not-checkable", "window-of-terabytes.zst, not-checkable" })
	void endsWithAFinding(String name, String code) {
		IntegrityResult finding = Bytes.check(kind(name), HostileArchives.of(name));

		assertThat((finding.defect() != null) ? finding.defect().code() : null).as(finding.message()).isEqualTo(code);
	}

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalStateException(), new StackOverflowError(), new OutOfMemoryError());
	}

	@ParameterizedTest
	@MethodSource("failures")
	void whateverGoesWrongInADecoderProvesNothing(Throwable failure) {
		IntegrityResult finding = new ArchiveCheck(Bytes.LIMITS).check(ArchiveKind.GZIP, new FailingBytes(failure));

		assertThat(finding.defect()).isEqualTo(Defect.NOT_CHECKABLE);
		assertThat(finding.damaged()).isFalse();
		assertThat(finding.message()).startsWith("Coffer cannot read the archive beyond byte 0");
	}

	private static ArchiveKind kind(String name) {
		return ArchiveKind.ofExtension(name.substring(name.indexOf('.') + 1));
	}

	/** In place of a decoder that does. */
	private record FailingBytes(Throwable failure) implements ArchiveBytes {

		@Override
		public long size() {
			return 100;
		}

		@Override
		public InputStream inOrder() {
			return new InputStream() {

				@Override
				public int read() {
					if (FailingBytes.this.failure instanceof Error error) {
						throw error;
					}
					throw (RuntimeException) FailingBytes.this.failure;
				}

				@Override
				public int read(byte[] bytes, int offset, int length) {
					return read();
				}

			};
		}

		@Override
		public byte[] read(long offset, int length) {
			throw new UnsupportedOperationException();
		}

	}

}
