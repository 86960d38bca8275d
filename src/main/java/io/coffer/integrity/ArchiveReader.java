package io.coffer.integrity;

import java.io.IOException;

/** Reads one kind of archive to its end. */
@FunctionalInterface
interface ArchiveReader {

	/**
	 * Reads all that can be checked.
	 * @return that nothing is wrong, perhaps with a {@linkplain ReaderResult#of
	 * reservation}
	 * @throws DefectException if it is known what is wrong, or why nothing more can be
	 * checked
	 * @throws IOException if the archive cannot be read
	 */
	ReaderResult read(ArchiveInput source, DecompressionGuard guard) throws IOException;

}
