package io.coffer.integrity;

import java.io.IOException;
import java.io.InputStream;

/** Reads a gzip file with all its members, and what is in them. */
record GzipReader(UnpackedContent contents) implements ArchiveReader {

	@Override
	public ReaderResult read(ArchiveInput source, DecompressionGuard guard) throws IOException {
		try (InputStream unpacked = new GzipStream(source, guard)) {
			return this.contents.read(unpacked, guard);
		}
	}

}
