package io.coffer.archives;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.utils.ArchiveUtils;
import org.jspecify.annotations.Nullable;

/**
 * A tar in which every header has its checksum and which has an end mark: the library
 * reads on without either. Source of the layout: POSIX ustar, and GNU tar's manual,
 * <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">Basic Tar
 * Format</a>.
 */
final class CheckedTar extends TarArchiveInputStream {

	/** What a header for a long name or for PAX records may have; read into memory. */
	private static final long LONGEST_EXTENSION = 1024 * 1024;

	private static final String EXTENSIONS = "LKxgX";

	private static final int TYPE = 156;

	private static final int SIZE = 124;

	private static final int SIZE_LENGTH = 12;

	/** Where an old GNU header says that more of its map of holes follows. */
	private static final int MORE_HOLES = 482;

	private static final int EVEN_MORE_HOLES = 504;

	private boolean holesFollow;

	private boolean ended;

	CheckedTar(InputStream in) {
		// Blocks of one record: behind the end mark nothing is passed over unseen
		super(in, TarConstants.DEFAULT_RCDSIZE, TarConstants.DEFAULT_RCDSIZE);
	}

	/**
	 * @return null, which means the end of everything, only where the second block of the
	 * end mark is missing: programs do without
	 */
	@Override
	protected byte @Nullable [] readRecord() throws IOException {
		byte @Nullable [] record = super.readRecord();
		if (record == null) {
			if (this.ended) {
				return null;
			}
			throw new EOFException();
		}
		this.ended = ArchiveUtils.isArrayZero(record, record.length) && !this.holesFollow;
		if (this.holesFollow) {
			// Such a block has no checksum
			this.holesFollow = record[EVEN_MORE_HOLES] != 0;
		}
		else if (!this.ended) {
			check(record);
		}
		return record;
	}

	private void check(byte[] header) throws IOException {
		if (!hasItsChecksum(header)) {
			throw new FlawException(Flaw.HEADER_DAMAGED, "A header in the tar does not have its checksum.");
		}
		if (EXTENSIONS.indexOf(header[TYPE]) >= 0
				&& TarUtils.parseOctalOrBinary(header, SIZE, SIZE_LENGTH) > LONGEST_EXTENSION) {
			throw new FlawException(Flaw.HEADER_DAMAGED, "A header in the tar announces a name that is too long.");
		}
		this.holesFollow = header[TYPE] == TarConstants.LF_GNUTYPE_SPARSE && header[MORE_HOLES] != 0;
	}

	private static boolean hasItsChecksum(byte[] header) {
		try {
			return TarUtils.verifyCheckSum(header);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
