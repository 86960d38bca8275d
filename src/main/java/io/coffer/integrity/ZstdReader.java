package io.coffer.integrity;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a Zstandard file with all its frames, and what is in them. */
record ZstdReader(UnpackedContent contents, WindowMemory windows) implements ArchiveReader {

	/** All that the format knows: what is unpacked is decided before. */
	private static final int LARGEST_WINDOW_LOG = 31;

	@Override
	public ReaderResult read(ArchiveInput source, DecompressionGuard guard) throws IOException {
		try (WindowMemory.Share memory = this.windows.share()) {
			ZstdFrames frames = new ZstdFrames(source, memory);
			try {
				return unpack(frames, guard);
			}
			catch (DefectException ex) {
				if (ex.isDamage()) {
					throw ex;
				}
				frames.passAll();
				throw ex;
			}
		}
	}

	private ReaderResult unpack(ZstdFrames frames, DecompressionGuard guard) throws IOException {
		try (InputStream unpacked = new Unpacked(frames, guard)) {
			return this.contents.read(unpacked, guard);
		}
		catch (LinkageError ex) {
			throw DefectException.notCheckable("The library for Zstandard cannot be loaded on this machine.");
		}
	}

	/** What the decoder makes, and what its errors mean. */
	private static final class Unpacked extends FilterInputStream {

		private final DecompressionGuard guard;

		Unpacked(ZstdFrames frames, DecompressionGuard guard) throws IOException {
			super(new ZstdInputStreamNoFinalizer(frames).setLongMax(LARGEST_WINDOW_LOG));
			this.guard = guard;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			try {
				int count = super.read(bytes, offset, length);
				this.guard.unpacked(Math.max(count, 0));
				return count;
			}
			catch (ZstdIOException ex) {
				throw defect(ex);
			}
		}

		private static DefectException defect(ZstdIOException error) {
			long code = error.getErrorCode();
			if (code == Zstd.errChecksumWrong()) {
				return new DefectException(Defect.CHECKSUM_MISMATCH,
						"The content of a Zstandard frame does not have its checksum.");
			}
			if (code == Zstd.errMemoryAllocation() || code == Zstd.errFrameParameterWindowTooLarge()
					|| code == Zstd.errVersionUnsupported() || code == Zstd.errParameterUnsupported()) {
				return DefectException.notCheckable("The library for Zstandard does not unpack the archive here.");
			}
			return new DefectException(Defect.DATA_DAMAGED, "A Zstandard frame cannot be unpacked.");
		}

	}

}
