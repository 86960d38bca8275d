package io.coffer.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where a ZIP's directory is, as the end records say (APPNOTE §4.3.14 to §4.3.16).
 *
 * @param entries how many entries the directory has; without Zip64 modulo 2^16
 * @param wide whether there is a Zip64 record, so that nothing is modulo 2^16 or 2^32
 * @param directory where the directory begins
 * @param directoryEnd where it ends
 * @param shift how many bytes were put before the archive without telling it
 * @param end where the archive ends, with its comment
 */
record ZipEnd(long entries, boolean wide, long directory, long directoryEnd, long shift, long end) {

	/** The mark of the first of several volumes (§8.5.4). */
	static final int SPANNED = 0x08074b50;

	/** The same where one volume was enough (§8.5.3). */
	static final int SPANNED_IN_ONE = 0x30304b50;

	private static final int RECORD = 22;

	private static final int SIGNATURE = 0x06054b50;

	private static final int LOCATOR64 = 20;

	private static final int LOCATOR64_SIGNATURE = 0x07064b50;

	private static final int RECORD64 = 56;

	private static final int RECORD64_SIGNATURE = 0x06064b50;

	/** Comes before a directory that is encrypted (§4.3.11). */
	private static final int DECRYPTION_HEADER = 0x08064b50;

	/** Where the directory may be packed or encrypted (§4.4.3.2). */
	private static final int VERSION_OF_PACKED_DIRECTORY = 62;

	private static final int BLOCK = 64 * 1024;

	/** So much padding may follow: then even its end is not looked for any more. */
	private static final int MOST_BLOCKS_OF_PADDING = 64;

	private static final long IN_ZIP64 = 0xffffffffL;

	/**
	 * Finds the end records.
	 * @param first the archive's first four bytes
	 * @throws DefectException if they are missing, or do not fit
	 */
	static ZipEnd find(ArchiveBytes archive, int first) throws IOException {
		long end = endOfContent(archive);
		long from = Math.max(0, end - RECORD - 0xffff);
		// The record itself may end in noughts
		ByteBuffer tail = read(archive, from, (int) (Math.min(archive.size(), end + RECORD) - from));
		int record = find(tail, (int) (end - from));
		if (record < 0) {
			throw (archive.size() < Integer.BYTES || isZip(first))
					? new DefectException(Defect.TRUNCATED,
							"The archive has %d bytes, and its directory's end is not among them."
								.formatted(archive.size()))
					: new DefectException(Defect.HEADER_DAMAGED, "There is neither an entry nor a directory of a ZIP.");
		}
		long offset = from + record;
		ByteBuffer fields = tail.slice(record, RECORD).order(ByteOrder.LITTLE_ENDIAN);
		long after = offset + RECORD + (fields.getShort(20) & 0xffff);
		if (after > archive.size()) {
			throw new DefectException(Defect.TRUNCATED,
					"The archive ends after %d bytes, within its comment.".formatted(archive.size()));
		}
		ZipEnd found = locate(archive, offset, fields, after);
		if (found.shift != 0 && isZip(first)) {
			throw DefectException
				.directoryMismatch("The directory at the end is that of another archive, which begins at byte %d."
					.formatted(found.shift));
		}
		return found;
	}

	/**
	 * Whether offsets are modulo 2^32, as macOS' Archive Utility for one writes them
	 * instead of Zip64.
	 */
	boolean wraps() {
		return !this.wide && this.directory > IN_ZIP64;
	}

	/** The first place from there on that such an offset may mean. */
	static long unwrapped(long offset, long from) {
		return (offset >= from) ? offset : offset + ((from - offset + IN_ZIP64) & ~IN_ZIP64);
	}

	private static boolean isZip(int first) {
		return first == ZipEntryHeader.LOCAL || first == SPANNED || first == SPANNED_IN_ONE;
	}

	/** Behind the last byte that is not nought. */
	private static long endOfContent(ArchiveBytes archive) throws IOException {
		long end = archive.size();
		for (int i = 0; i < MOST_BLOCKS_OF_PADDING && end > 0; i++) {
			int length = (int) Math.min(BLOCK, end);
			byte[] block = archive.read(end - length, length);
			int last = length;
			while (last > 0 && block[last - 1] == 0) {
				last--;
			}
			end += last - length;
			if (last > 0) {
				break;
			}
		}
		return end;
	}

	/** The last record behind which there is nothing; else the last one at all. */
	private static int find(ByteBuffer tail, int end) {
		int found = -1;
		for (int i = tail.limit() - RECORD; i >= 0; i--) {
			if (tail.getInt(i) == SIGNATURE) {
				int after = i + RECORD + (tail.getShort(i + 20) & 0xffff);
				if (after >= end && after <= tail.limit()) {
					return i;
				}
				found = Math.max(found, i);
			}
		}
		return found;
	}

	private static ZipEnd locate(ArchiveBytes archive, long offset, ByteBuffer fields, long after) throws IOException {
		long entries = fields.getShort(10) & 0xffff;
		long size = fields.getInt(12) & IN_ZIP64;
		long directory = fields.getInt(16) & IN_ZIP64;
		ByteBuffer locator = read(archive, Math.max(0, offset - LOCATOR64), (int) Math.min(LOCATOR64, offset));
		if (locator.limit() < LOCATOR64 || locator.getInt(0) != LOCATOR64_SIGNATURE) {
			checkVolume(fields.getShort(4) & 0xffff, fields.getShort(6) & 0xffff);
			return fitting(archive, new ZipEnd(entries, false, directory, directory + size, 0, after), offset);
		}
		if (locator.getInt(16) > 1) {
			throw severalVolumes();
		}
		long offset64 = offset64(archive, offset, locator.getLong(8));
		ByteBuffer record = read(archive, offset64, RECORD64);
		if (record.getLong(4) + 12 > RECORD64 && record.getShort(14) >= VERSION_OF_PACKED_DIRECTORY) {
			throw encrypted();
		}
		entries = (entries == 0xffff) ? record.getLong(32) : entries;
		size = (size == IN_ZIP64) ? record.getLong(40) : size;
		directory = (directory == IN_ZIP64) ? record.getLong(48) : directory;
		return fitting(archive, new ZipEnd(entries, true, directory, directory + size, 0, after), offset64);
	}

	private static long offset64(ArchiveBytes archive, long offset, long said) throws IOException {
		for (long place : new long[] { said, offset - LOCATOR64 - RECORD64 }) {
			if (place >= 0 && place <= offset - LOCATOR64 - RECORD64
					&& read(archive, place, 4).getInt(0) == RECORD64_SIGNATURE) {
				return place;
			}
		}
		throw DefectException.directoryMismatch("The Zip64 end record is not where its locator says.");
	}

	/**
	 * The same where the directory really is: at its offset, or right before the end
	 * records, since offsets are wrong by what was put before the archive, and modulo
	 * 2^32 where a program does without Zip64.
	 */
	private static ZipEnd fitting(ArchiveBytes archive, ZipEnd said, long records) throws IOException {
		if (said.directory >= 0 && said.directoryEnd >= said.directory && said.directoryEnd <= records
				&& isDirectory(archive, said.directory, said.directoryEnd, records)) {
			return said;
		}
		long start = records - (said.directoryEnd - said.directory);
		if (start < 0 || start > records || start < said.directory || !isDirectory(archive, start, records, records)) {
			throw DefectException.directoryMismatch("The end record does not fit to the directory before it.");
		}
		long shift = start - said.directory;
		boolean wrapped = !said.wide && (shift & IN_ZIP64) == 0;
		return new ZipEnd(said.entries, said.wide, start, records, wrapped ? 0 : shift, said.end);
	}

	private static boolean isDirectory(ArchiveBytes archive, long start, long end, long records) throws IOException {
		if (start == end) {
			return end == records;
		}
		int signature = (end - start < 4) ? 0 : read(archive, start, 4).getInt(0);
		if (signature == DECRYPTION_HEADER) {
			throw encrypted();
		}
		return signature == ZipEntryHeader.CENTRAL;
	}

	private static void checkVolume(int thisOne, int ofDirectory) throws DefectException {
		if (thisOne != 0 || ofDirectory != 0) {
			throw severalVolumes();
		}
	}

	private static DefectException severalVolumes() {
		return DefectException.notCheckable("The archive is one of several volumes.");
	}

	private static DefectException encrypted() {
		return DefectException.notCheckable("The archive has its end, but its directory is encrypted.");
	}

	private static ByteBuffer read(ArchiveBytes archive, long offset, int length) throws IOException {
		return ByteBuffer.wrap(archive.read(offset, length)).order(ByteOrder.LITTLE_ENDIAN);
	}

}
