package io.coffer.archives;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Reads a tar with all its entries, to the end of what it is in. */
final class TarReader {

	private TarReader() {
	}

	static void read(InputStream unpacked, Meter meter) throws IOException {
		byte[] bytes = new byte[64 * 1024];
		InputStream in = new BufferedInputStream(unpacked, bytes.length);
		CheckedTar tar = new CheckedTar(in);
		for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
			meter.entry();
			for (int count = tar.read(bytes); count >= 0; count = tar.read(bytes)) {
				meter.content(count);
			}
		}
		readPadding(in, bytes, meter);
	}

	/** Behind the end mark there are noughts, to fill the last block or tape record. */
	private static void readPadding(InputStream in, byte[] bytes, Meter meter) throws IOException {
		for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
			meter.content(count);
			for (int i = 0; i < count; i++) {
				if (bytes[i] != 0) {
					throw new FlawException(Flaw.TRAILING_DATA, "Something follows the archive's end mark.");
				}
			}
		}
	}

}
