package io.coffer.archives;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.utils.ArchiveUtils;

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

	CheckedTar(InputStream in) {
		super(in);
	}

	@Override
	protected byte[] readRecord() throws IOException {
		byte[] record = super.readRecord();
		if (record == null || record.length < getRecordSize()) {
			throw new EOFException();
		}
		if (this.holesFollow) {
			// Such a block has no checksum
			this.holesFollow = record[EVEN_MORE_HOLES] != 0;
		}
		else if (!ArchiveUtils.isArrayZero(record, record.length)) {
			check(record);
		}
		return record;
	}

	private void check(byte[] header) throws IOException {
		if (!TarUtils.verifyCheckSum(header)) {
			throw new FlawException(Flaw.HEADER_DAMAGED, "A header in the tar does not have its checksum.");
		}
		if (EXTENSIONS.indexOf(header[TYPE]) >= 0
				&& TarUtils.parseOctalOrBinary(header, SIZE, SIZE_LENGTH) > LONGEST_EXTENSION) {
			throw new FlawException(Flaw.HEADER_DAMAGED, "A header in the tar announces a name that is too long.");
		}
		this.holesFollow = header[TYPE] == TarConstants.LF_GNUTYPE_SPARSE && header[MORE_HOLES] != 0;
	}

}
