package io.coffer.integrity;

import io.coffer.problems.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stored archive: all of its bytes in order, and beside that a few from anywhere. What
 * keeps them from coming is a {@link ProblemException}: any other exception is taken for
 * the archive's fault.
 */
public interface ArchiveBytes {

	/** How many bytes there are. */
	long size();

	/** All of them, to be read once; they need not be read to their end. */
	InputStream inOrder();

	/**
	 * Reads from anywhere, whatever was read in order until then.
	 * @return exactly that many bytes
	 * @throws EOFException if there are not as many
	 */
	byte[] read(long offset, int length) throws IOException;

}
