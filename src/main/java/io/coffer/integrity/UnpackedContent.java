package io.coffer.integrity;

import java.io.IOException;
import java.io.InputStream;

/** What is in a compressed file. */
enum UnpackedContent {

	/** One file, whatever is in it. */
	FILE {

		@Override
		ReaderResult read(InputStream unpacked, DecompressionGuard meter) throws IOException {
			meter.entry();
			byte[] bytes = new byte[64 * 1024];
			for (int count = unpacked.read(bytes); count >= 0; count = unpacked.read(bytes)) {
				meter.content(count);
			}
			return (meter.bytes() > 0) ? ReaderResult.WHOLE
					: ReaderResult.of(Defect.EMPTY, "The archive is whole, but there is nothing in it.");
		}

	},

	/** A tar. */
	TAR {

		@Override
		ReaderResult read(InputStream unpacked, DecompressionGuard meter) throws IOException {
			return new TarReader(unpacked, meter).read();
		}

	};

	/** Reads all of it to its end. */
	abstract ReaderResult read(InputStream unpacked, DecompressionGuard meter) throws IOException;

}
