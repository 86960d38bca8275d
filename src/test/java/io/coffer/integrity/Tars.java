package io.coffer.integrity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

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

	/** One header of that type and size, for content that does not come from here. */
	static byte[] header(char type, long size) {
		byte[] header = new byte[512];
		header[0] = 'n';
		header[156] = (byte) type;
		TarUtils.formatLongOctalOrBinaryBytes(size, header, 124, 12);
		Arrays.fill(header, 148, 156, (byte) ' ');
		TarUtils.formatCheckSumOctalBytes(TarUtils.computeCheckSum(header), header, 148, 8);
		return header;
	}

	/** A header with records about the next entry. */
	static byte[] pax(String... records) {
		byte[] bytes = String.join("", records).getBytes(StandardCharsets.UTF_8);
		return Bytes.joined(header('x', bytes.length), Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
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
