package io.coffer.integrity;

import java.io.IOException;
import java.io.InputStream;

/** Reads a gzip file with all its members, and what is in them. */
record GzipReader(Contents contents) implements ArchiveReader {

	@Override
	public Verdict read(Source source, Meter meter) throws IOException {
		try (InputStream unpacked = new GzipStream(source, meter)) {
			return this.contents.read(unpacked, meter);
		}
	}

}
