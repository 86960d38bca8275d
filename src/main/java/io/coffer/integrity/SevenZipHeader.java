package io.coffer.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The header of a 7z, or what describes a packed one (7zFormat.txt, <i>Archive
 * structure</i>). Names, sizes and checksums are passed over: of all that a header lists,
 * only numbers are kept.
 */
final class SevenZipHeader {

	private static final int END = 0;

	private static final int HEADER = 1;

	private static final int ARCHIVE_PROPERTIES = 2;

	private static final int ADDITIONAL_STREAMS = 3;

	private static final int MAIN_STREAMS = 4;

	private static final int FILES = 5;

	private static final int PACKED = 6;

	private static final int UNPACKED = 7;

	private static final int SUBSTREAMS = 8;

	private static final int SIZE = 9;

	private static final int CRC = 10;

	private static final int FOLDER = 11;

	private static final int UNPACKED_SIZE = 12;

	private static final int SUBSTREAMS_COUNT = 13;

	private static final int PACKED_HEADER = 23;

	private static final int MOST_CODERS = 64;

	private static final int MOST_FOLDERS = 100_000_000;

	private final SevenZipInput in;

	private final BitSet foldersWithCrc = new BitSet();

	private long files;

	private long packedEnd;

	private long packedOffset;

	private long firstPackedSize;

	private long firstUnpackedSize;

	private long firstCrc = -1;

	private long method = -1;

	private byte[] properties = {};

	private boolean encrypted;

	private @Nullable SevenZipLayer packedHeader;

	private SevenZipHeader(InputStream in) {
		this.in = new SevenZipInput(in);
	}

	/**
	 * Reads as far as to the number of files.
	 * @throws DefectException if it is not understood
	 */
	static SevenZipHeader read(InputStream in) throws IOException {
		SevenZipHeader header = new SevenZipHeader(in);
		int type = header.in.next();
		if (type == PACKED_HEADER) {
			header.readStreams();
			header.describePackedHeader();
		}
		else if (type == HEADER) {
			header.readHeader();
		}
		else {
			throw SevenZipInput.unknown();
		}
		return header;
	}

	/** How many files it names. */
	long files() {
		return this.files;
	}

	/**
	 * Where the last of what is packed ends, counted from the end of the start header.
	 */
	long packedEnd() {
		return this.packedEnd;
	}

	/** The header that this one describes; null if this one is all. */
	@Nullable SevenZipLayer packedHeader() {
		return this.packedHeader;
	}

	private void describePackedHeader() throws DefectException {
		if (this.encrypted) {
			throw DefectException.notCheckable("The start header is whole; the rest is encrypted.");
		}
		this.packedHeader = new SevenZipLayer(this.packedOffset, this.firstPackedSize, this.method,
				ByteBuffer.wrap(this.properties), this.firstUnpackedSize, this.firstCrc);
	}

	private void readHeader() throws IOException {
		for (int type = this.in.next(); type != END; type = this.in.next()) {
			switch (type) {
				case ARCHIVE_PROPERTIES -> {
					while (this.in.next() != END) {
						this.in.skip(this.in.number());
					}
				}
				case ADDITIONAL_STREAMS, MAIN_STREAMS -> readStreams();
				case FILES -> {
					this.files = this.in.number();
					return;
				}
				default -> throw SevenZipInput.unknown();
			}
		}
	}

	private void readStreams() throws IOException {
		long folders = 0;
		for (int type = this.in.next(); type != END; type = this.in.next()) {
			switch (type) {
				case PACKED -> readPacked();
				case UNPACKED -> folders = readFolders();
				case SUBSTREAMS -> readSubstreams(folders);
				default -> throw SevenZipInput.unknown();
			}
		}
	}

	private void readPacked() throws IOException {
		this.packedOffset = this.in.number();
		long count = this.in.number();
		long end = this.packedOffset;
		for (int type = this.in.next(); type != END; type = this.in.next()) {
			if (type == SIZE) {
				for (long i = 0; i < count; i++) {
					long size = this.in.number();
					this.firstPackedSize = (i == 0) ? size : this.firstPackedSize;
					end = SevenZipInput.sum(end, size);
				}
			}
			else if (type == CRC) {
				this.in.skipCrcs(count);
			}
			else {
				throw SevenZipInput.unknown();
			}
		}
		this.packedEnd = Math.max(this.packedEnd, end);
	}

	private long readFolders() throws IOException {
		this.in.expect(FOLDER);
		long folders = this.in.number();
		// Those that are kept elsewhere were never written by any program
		this.in.expect(0);
		if (folders > MOST_FOLDERS) {
			throw SevenZipInput.unknown();
		}
		long outputs = 0;
		for (long i = 0; i < folders; i++) {
			outputs += readFolder();
		}
		this.in.expect(UNPACKED_SIZE);
		for (long i = 0; i < outputs; i++) {
			long size = this.in.number();
			this.firstUnpackedSize = (i == 0) ? size : this.firstUnpackedSize;
		}
		this.foldersWithCrc.clear();
		for (int type = this.in.next(); type != END; type = this.in.next()) {
			if (type != CRC) {
				throw SevenZipInput.unknown();
			}
			readFolderCrcs((int) folders);
		}
		return folders;
	}

	/** Reads one folder, and gives how many outputs its coders have. */
	private long readFolder() throws IOException {
		long coders = this.in.number();
		if (coders < 1 || coders > MOST_CODERS) {
			throw SevenZipInput.unknown();
		}
		long inputs = 0;
		long outputs = 0;
		for (long i = 0; i < coders; i++) {
			int flags = this.in.next();
			long id = this.in.number(flags & 0xf);
			boolean simple = (flags & 0x10) == 0;
			inputs = SevenZipInput.sum(inputs, simple ? 1 : this.in.number());
			outputs = SevenZipInput.sum(outputs, simple ? 1 : this.in.number());
			byte[] coderProperties = ((flags & 0x20) != 0) ? this.in.bytes(this.in.number()) : new byte[0];
			this.encrypted |= id == SevenZipLayer.AES;
			// Of several coders none is known to unpack alone
			this.method = (coders == 1) ? id : -1;
			this.properties = coderProperties;
		}
		long bonds = outputs - 1;
		for (long i = 0; i < 2 * bonds; i++) {
			this.in.number();
		}
		long packed = inputs - bonds;
		for (long i = 0; packed > 1 && i < packed; i++) {
			this.in.number();
		}
		return outputs;
	}

	private void readFolderCrcs(int folders) throws IOException {
		this.in.readDefined(folders, this.foldersWithCrc);
		long defined = this.foldersWithCrc.cardinality();
		if (defined > 0) {
			long crc = Integer.toUnsignedLong(Integer.reverseBytes((int) this.in.bigEndian(4)));
			this.firstCrc = this.foldersWithCrc.get(0) ? crc : -1;
			this.in.skip(4 * (defined - 1));
		}
	}

	private void readSubstreams(long folders) throws IOException {
		long sizes = 0;
		long crcs = folders - this.foldersWithCrc.cardinality();
		for (int type = this.in.next(); type != END; type = this.in.next()) {
			if (type == SUBSTREAMS_COUNT) {
				crcs = 0;
				for (int i = 0; i < folders; i++) {
					long count = this.in.number();
					// The last size is what the others leave of the folder's
					sizes = SevenZipInput.sum(sizes, Math.max(count - 1, 0));
					crcs = SevenZipInput.sum(crcs, (count == 1 && this.foldersWithCrc.get(i)) ? 0 : count);
				}
			}
			else if (type == SIZE) {
				for (long i = 0; i < sizes; i++) {
					this.in.number();
				}
			}
			else if (type == CRC) {
				this.in.skipCrcs(crcs);
			}
			else {
				throw SevenZipInput.unknown();
			}
		}
	}

}
