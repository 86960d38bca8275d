package io.coffer.archives;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads a compressed file with all its members (RFC 1952 §2.2) or frames (RFC 8878 §3.1)
 * and their checksums, and what is in it.
 */
final class PackedReader implements ArchiveReader {

	private final Unpacking unpacking;

	private final Contents contents;

	PackedReader(Unpacking unpacking, Contents contents) {
		this.unpacking = unpacking;
		this.contents = contents;
	}

	@Override
	public Optional<String> read(Source source, Meter meter) throws IOException {
		try (InputStream unpacked = this.unpacking.unpack(source)) {
			this.contents.read(unpacked, meter);
			return Optional.empty();
		}
		catch (LinkageError ex) {
			return Optional.of("The library for Zstandard cannot be loaded on this machine.");
		}
	}

	static InputStream gunzip(InputStream packed) throws IOException {
		return GzipCompressorInputStream.builder().setInputStream(packed).setDecompressConcatenated(true).get();
	}

	/** Windows of up to 128 MiB, which is the library's own limit. */
	static InputStream unzstd(InputStream packed) throws IOException {
		return new ZstdInputStreamNoFinalizer(packed);
	}

	/** One file, whatever is in it. */
	static void readFile(InputStream unpacked, Meter meter) throws IOException {
		meter.entry();
		byte[] bytes = new byte[64 * 1024];
		for (int count = unpacked.read(bytes); count >= 0; count = unpacked.read(bytes)) {
			meter.content(count);
		}
	}

	/** Makes the unpacked bytes of packed ones. */
	@FunctionalInterface
	interface Unpacking {

		InputStream unpack(InputStream packed) throws IOException;

	}

	/** Reads what was unpacked to its end. */
	@FunctionalInterface
	interface Contents {

		void read(InputStream unpacked, Meter meter) throws IOException;

	}

}
