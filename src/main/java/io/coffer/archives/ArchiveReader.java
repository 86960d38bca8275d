package io.coffer.archives;

import java.io.IOException;
import java.util.Optional;

/** Reads one kind of archive to its end. */
@FunctionalInterface
interface ArchiveReader {

	/**
	 * Reads all that can be checked.
	 * @return why something could not be checked, in words for the user; nothing if all
	 * was
	 * @throws FlawException if it is known what is wrong
	 * @throws IOException if the archive cannot be read
	 */
	Optional<String> read(Source source, Meter meter) throws IOException;

}
