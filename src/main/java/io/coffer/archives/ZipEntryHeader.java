package io.coffer.archives;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipMethod;

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

	static final int LONGEST_DESCRIPTOR = 24;

	static final int DESCRIPTOR = 0x08074b50;

	private static final int ENCRYPTED = 1;

	private static final int DESCRIPTOR_FOLLOWS = 1 << 3;

	private static final long IN_ZIP64 = 0xffffffffL;

	private static final int SHOWN = 100;

	/** Takes a local header, which comes next. */
	static ZipEntryHeader readLocal(Source source) throws IOException {
		long offset = source.offset();
		ByteBuffer fixed = source.take(30);
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

	/** Takes an entry of the directory, which comes next. */
	static ZipEntryHeader readCentral(Source source) throws IOException {
		ByteBuffer fixed = source.take(46);
		String name = name(source.take(unsigned(fixed, 28)));
		ByteBuffer zip64 = zip64(source.take(unsigned(fixed, 30)));
		source.pass(unsigned(fixed, 32));
		// Only those that do not fit above, in this order (§4.5.3)
		long size = wide(fixed.getInt(24), zip64);
		long compressedSize = wide(fixed.getInt(20), zip64);
		long offset = wide(fixed.getInt(42), zip64);
		return new ZipEntryHeader(offset, unsigned(fixed, 8), unsigned(fixed, 10), fixed.getInt(16) & IN_ZIP64,
				compressedSize, size, name, false);
	}

	/** The same entry with what its content turned out to have. */
	ZipEntryHeader with(long actualCrc, long actualCompressedSize, long actualSize) {
		return new ZipEntryHeader(this.offset, this.flags, this.method, actualCrc, actualCompressedSize, actualSize,
				this.name, this.wide);
	}

	/** Whether the content can be unpacked here. */
	boolean isReadable() {
		return (this.flags & ENCRYPTED) == 0
				&& (this.method == ZipMethod.STORED.getCode() || this.method == ZipMethod.DEFLATED.getCode());
	}

	/** Whether checksum and sizes follow the content. */
	boolean hasDescriptor() {
		return (this.flags & DESCRIPTOR_FOLLOWS) != 0;
	}

	/** Whether the content's end is found without its size. */
	boolean endsByItself() {
		return isReadable() && hasDescriptor();
	}

	boolean hasSumsOf(ZipEntryHeader other) {
		return this.crc == other.crc && this.compressedSize == other.compressedSize && this.size == other.size;
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

	FlawException mismatch() {
		return new FlawException(Flaw.CHECKSUM_MISMATCH,
				"The content of entry %s has another checksum or size than the archive says.".formatted(quotedName()));
	}

	FlawException damaged() {
		return new FlawException(Flaw.DATA_DAMAGED,
				"The content of entry %s cannot be unpacked.".formatted(quotedName()));
	}

	/** The name for a message: cut if it is long, and without control characters. */
	String quotedName() {
		String text = new String(this.name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
			.replaceAll("\\p{Cntrl}", "?");
		return '"' + ((text.length() > SHOWN) ? text.substring(0, SHOWN) + "..." : text) + '"';
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
