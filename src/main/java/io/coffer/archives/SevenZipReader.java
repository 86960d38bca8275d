package io.coffer.archives;

import java.io.IOException;
import java.util.Optional;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;

/**
 * Reads what of a 7z can be checked in one pass: the start header, and the header at the
 * end with its checksum, which names all entries. The content needs seeking and stays
 * packed.
 */
final class SevenZipReader implements ArchiveReader {

	private static final int MOST_MEMORY_KIB = 64 * 1024;

	private final long size;

	SevenZipReader(long size) {
		this.size = size;
	}

	@Override
	public Optional<String> read(Source source, Meter meter) throws IOException {
		EndsOfFile ends = EndsOfFile.read(source, this.size);
		try (SevenZFile archive = SevenZFile.builder()
			.setSeekableByteChannel(ends)
			.setMaxMemoryLimitKiB(MOST_MEMORY_KIB)
			.get()) {
			while (archive.getNextEntry() != null) {
				meter.entry();
			}
			return Optional.of("The headers are whole; the content of a 7z was not unpacked.");
		}
		catch (PasswordRequiredException ex) {
			return Optional.of("The start header is whole; the rest is encrypted.");
		}
		catch (MemoryLimitException | EndsOfFile.OutOfReachException ex) {
			return Optional.of("The start header is whole; the header at the end is too large to be kept.");
		}
	}

}
