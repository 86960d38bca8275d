package io.coffer.archives;

import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tars as a POSIX program makes them: long names in PAX headers. */
final class Tars {

	private Tars() {
	}

	static byte[] posix(String... names) {
		return made(TarArchiveOutputStream.LONGFILE_POSIX, names);
	}

	/** Long names in entries of their own. */
	static byte[] gnu(String... names) {
		return made(TarArchiveOutputStream.LONGFILE_GNU, names);
	}

	static long contentOf(String... names) {
		return Stream.of(names).mapToLong((name) -> Zips.content(name).length).sum();
	}

	private static byte[] made(int longNames, String... names) {
		return Bytes.written((out) -> {
			try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
				tar.setLongFileMode(longNames);
				for (String name : names) {
					TarArchiveEntry entry = new TarArchiveEntry(name);
					entry.setSize(Zips.content(name).length);
					tar.putArchiveEntry(entry);
					tar.write(Zips.content(name));
					tar.closeArchiveEntry();
				}
			}
		});
	}

}
