package io.coffer.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * What a ZIP says of one entry, before its content (APPNOTE §4.3.7) or in the directory
 * (§4.3.12).
 *
 * @param offset where the entry begins
 * @param flags the general purpose bits
 * @param method how it is packed
 * @param crc the CRC-32 of the content
 * @param compressedSize in bytes
 * @param size in bytes, unpacked
 * @param name a character for each byte, since only the archive's writer knows the
 * charset for sure
 * @param wide whether the sizes are written in 8 bytes each
 */
record ZipEntryHeader(long offset, int flags, int method, long crc, long compressedSize, long size, String name,
		boolean wide) {

	static final int LOCAL = 0x04034b50;

	static final int CENTRAL = 0x02014b50;

	static final int LONGEST_DESCRIPTOR = 24;

	private static final int LOCAL_LENGTH = 30;

	private static final int CENTRAL_LENGTH = 46;

	private static final int DESCRIPTOR = 0x08074b50;

	private static final int ENCRYPTED = 1;

	private static final int DESCRIPTOR_FOLLOWS = 1 << 3;

	/** Where the directory is encrypted, headers hide what it says (§4.4.4). */
	private static final int MASKED = 1 << 13;

	private static final long IN_ZIP64 = 0xffffffffL;

	private static final int SHOWN = 100;

	/**
	 * Takes a local header, which must come next.
	 * @throws DefectException if there is none
	 */
	static ZipEntryHeader readLocal(ArchiveInput source) throws IOException {
		long offset = source.offset();
		ByteBuffer fixed = source.take(LOCAL_LENGTH);
		if (fixed.getInt(0) != LOCAL) {
			throw DefectException
				.directoryMismatch("At byte %d there is no entry, although the directory names one.".formatted(offset));
		}
		String name = name(source.take(unsigned(fixed, 26)));
		ByteBuffer zip64 = zip64(source.take(unsigned(fixed, 28)));
		long compressedSize = fixed.getInt(18) & IN_ZIP64;
		long size = fixed.getInt(22) & IN_ZIP64;
		boolean wide = zip64.remaining() >= 16;
		if (wide) {
			// Always both, the original size first (§4.5.3)
			size = (size == IN_ZIP64) ? zip64.getLong(0) : size;
			compressedSize = (compressedSize == IN_ZIP64) ? zip64.getLong(8) : compressedSize;
		}
		return new ZipEntryHeader(offset, unsigned(fixed, 6), unsigned(fixed, 8), fixed.getInt(14) & IN_ZIP64,
				compressedSize, size, name, wide);
	}

	/**
	 * How long the entry of the directory is that begins here; at least its fixed part.
	 */
	static int lengthOfCentral(ByteBuffer bytes) {
		if (bytes.remaining() < CENTRAL_LENGTH) {
			return CENTRAL_LENGTH;
		}
		int start = bytes.position();
		return CENTRAL_LENGTH + unsigned(bytes, start + 28) + unsigned(bytes, start + 30) + unsigned(bytes, start + 32);
	}

	/** Reads one entry of the directory. */
	static ZipEntryHeader readCentral(ByteBuffer bytes) {
		ByteBuffer fixed = bytes.order(ByteOrder.LITTLE_ENDIAN);
		int nameLength = unsigned(fixed, 28);
		String name = name(fixed.slice(CENTRAL_LENGTH, nameLength));
		ByteBuffer zip64 = zip64(
				fixed.slice(CENTRAL_LENGTH + nameLength, unsigned(fixed, 30)).order(ByteOrder.LITTLE_ENDIAN));
		boolean wide = zip64.hasRemaining();
		// Only those that do not fit above, in this order (§4.5.3)
		long size = wide(fixed.getInt(24), zip64);
		long compressedSize = wide(fixed.getInt(20), zip64);
		long offset = wide(fixed.getInt(42), zip64);
		return new ZipEntryHeader(offset, unsigned(fixed, 8), unsigned(fixed, 10), fixed.getInt(16) & IN_ZIP64,
				compressedSize, size, name, wide);
	}

	/** The same entry at another place. */
	ZipEntryHeader at(long place) {
		return new ZipEntryHeader(place, this.flags, this.method, this.crc, this.compressedSize, this.size, this.name,
				this.wide);
	}

	/**
	 * Compares the header before the content with the directory's entry.
	 * @throws DefectException if they differ where they must not
	 */
	void checkAgainst(ZipEntryHeader central) throws DefectException {
		boolean same = this.method == central.method && isEncrypted() == central.isEncrypted();
		if ((this.flags & MASKED) == 0) {
			same &= isNameLike(central.name) && (isSilent() || hasSumsOf(central));
		}
		if (!same) {
			throw DefectException
				.directoryMismatch("Entry %s is described otherwise by the directory.".formatted(central.quotedName()));
		}
	}

	boolean isEncrypted() {
		return (this.flags & ENCRYPTED) != 0;
	}

	/** Whether checksum and sizes follow the content. */
	boolean hasDescriptor() {
		return (this.flags & DESCRIPTOR_FOLLOWS) != 0;
	}

	/** Whether it leaves checksum and sizes to others. */
	boolean isSilent() {
		return hasDescriptor() || (this.crc == 0 && this.compressedSize == 0 && this.size == 0);
	}

	/**
	 * Whether checksum and sizes are the same: modulo 2^32 where one of both has no room
	 * for more.
	 */
	boolean hasSumsOf(ZipEntryHeader other) {
		long mask = (this.wide && other.wide) ? -1 : IN_ZIP64;
		return this.crc == other.crc && ((this.compressedSize ^ other.compressedSize) & mask) == 0
				&& ((this.size ^ other.size) & mask) == 0;
	}

	/** Whether content has its checksum and sizes, modulo 2^32 where there is no room. */
	boolean hasSums(long actualCrc, long actualCompressedSize, long actualSize) {
		return hasSumsOf(new ZipEntryHeader(this.offset, this.flags, this.method, actualCrc, actualCompressedSize,
				actualSize, this.name, true));
	}

	/**
	 * How long the descriptor at the beginning of these bytes is; nought if there is none
	 * with this entry's checksum and sizes. It may lack its signature (§4.3.9.3), and
	 * JDKs write wide ones without saying so before the content.
	 */
	int lengthOfDescriptor(ByteBuffer bytes) {
		return Stream
			.of(descriptor(true, this.wide), descriptor(false, this.wide), descriptor(true, !this.wide),
					descriptor(false, !this.wide))
			.filter((form) -> bytes.remaining() >= form.remaining() && bytes.slice(0, form.remaining()).equals(form))
			.mapToInt(ByteBuffer::remaining)
			.findFirst()
			.orElse(0);
	}

	DefectException mismatch() {
		return new DefectException(Defect.CHECKSUM_MISMATCH,
				"The content of entry %s has another checksum or size than the archive says.".formatted(quotedName()));
	}

	DefectException damaged() {
		return new DefectException(Defect.DATA_DAMAGED,
				"The content of entry %s cannot be unpacked.".formatted(quotedName()));
	}

	/** The name for a message: cut if it is long, and without control characters. */
	String quotedName() {
		String text = new String(this.name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
			.replaceAll("\\p{Cntrl}", "?");
		return '"' + ((text.length() > SHOWN) ? text.substring(0, SHOWN) + "..." : text) + '"';
	}

	/**
	 * Whether the names are the same but for the direction of slashes, and for what is
	 * not ASCII: some programs write the two in different charsets.
	 */
	private boolean isNameLike(String other) {
		if (this.name.length() != other.length()) {
			return false;
		}
		for (int i = 0; i < other.length(); i++) {
			char mine = (this.name.charAt(i) == '\\') ? '/' : this.name.charAt(i);
			char its = (other.charAt(i) == '\\') ? '/' : other.charAt(i);
			if (mine != its && (mine < 0x80 || its < 0x80)) {
				return false;
			}
		}
		return true;
	}

	private ByteBuffer descriptor(boolean signed, boolean wideSizes) {
		ByteBuffer form = ByteBuffer.allocate(LONGEST_DESCRIPTOR).order(ByteOrder.LITTLE_ENDIAN);
		if (signed) {
			form.putInt(DESCRIPTOR);
		}
		form.putInt((int) this.crc);
		if (wideSizes) {
			return form.putLong(this.compressedSize).putLong(this.size).flip();
		}
		return form.putInt((int) this.compressedSize).putInt((int) this.size).flip();
	}

	/** The data of the extra field with the 8-byte values; empty if there is none. */
	private static ByteBuffer zip64(ByteBuffer extra) {
		while (extra.remaining() >= 4) {
			int id = extra.getShort();
			int length = Math.min(extra.getShort() & 0xffff, extra.remaining());
			if (id == 1) {
				return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
			}
			extra.position(extra.position() + length);
		}
		return ByteBuffer.allocate(0);
	}

	private static long wide(int narrow, ByteBuffer zip64) {
		long value = narrow & IN_ZIP64;
		return (value == IN_ZIP64 && zip64.remaining() >= 8) ? zip64.getLong() : value;
	}

	private static String name(ByteBuffer bytes) {
		return StandardCharsets.ISO_8859_1.decode(bytes).toString();
	}

	private static int unsigned(ByteBuffer bytes, int index) {
		return bytes.getShort(index) & 0xffff;
	}

}
