package io.coffer.integrity;

import java.io.IOException;
import java.io.InputStream;

/** What is in a compressed file. */
enum UnpackedContent {

	/** One file, whatever is in it. */
	FILE {

		@Override
		ReaderResult read(InputStream unpacked, DecompressionGuard guard) throws IOException {
			guard.entry();
			byte[] bytes = new byte[64 * 1024];
			for (int count = unpacked.read(bytes); count >= 0; count = unpacked.read(bytes)) {
				guard.content(count);
			}
			return (guard.bytes() > 0) ? ReaderResult.WHOLE
					: ReaderResult.of(Defect.EMPTY, "The archive is whole, but there is nothing in it.");
		}

	},

	/** A tar. */
	TAR {

		@Override
		ReaderResult read(InputStream unpacked, DecompressionGuard guard) throws IOException {
			return new TarReader(unpacked, guard).read();
		}

	};

	/** Reads all of it to its end. */
	abstract ReaderResult read(InputStream unpacked, DecompressionGuard guard) throws IOException;

}
