package io.coffer.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZIOException;

/**
 * Where a 7z keeps a header, and how it is packed.
 *
 * @param offset where it begins, counted from the end of the start header
 * @param packedSize in bytes
 * @param method how it is packed, as 7-Zip's Methods.txt numbers it
 * @param properties what the method needs to know
 * @param size in bytes, unpacked
 * @param crc its CRC-32, unpacked; negative if the archive does not give it
 */
record SevenZipLayer(long offset, long packedSize, long method, ByteBuffer properties, long size, long crc) {

	static final long AES = 0x06f10701;

	private static final long COPY = 0;

	private static final long LZMA = 0x030101;

	private static final long LZMA2 = 0x21;

	/** Memory for unpacking a header: programs give it a mebibyte or less. */
	private static final int MOST_MEMORY_KIB = 16 * 1024;

	/** Some millions of entries. */
	private static final long LARGEST = 512L * 1024 * 1024;

	static SevenZipLayer unpacked(long offset, long size, long crc) {
		return new SevenZipLayer(offset, size, COPY, ByteBuffer.allocate(0), size, crc);
	}

	boolean isPacked() {
		return this.method != COPY;
	}

	/**
	 * Unpacks the bytes of the packed header.
	 * @throws DefectException if that is not to be done here
	 */
	InputStream unpack(InputStream packed) throws IOException {
		if (this.method == COPY) {
			return packed;
		}
		if (this.size > LARGEST) {
			throw DefectException.notCheckable("The start header is whole; the header is too large to be unpacked.");
		}
		try {
			if (this.method == LZMA && this.properties.limit() == 5) {
				return lzma(packed);
			}
			if (this.method == LZMA2 && this.properties.limit() == 1) {
				return lzma2(packed);
			}
		}
		catch (XZIOException | IllegalArgumentException ex) {
			// falls through: what describes it has its checksum
		}
		throw DefectException.notCheckable("The start header is whole; Coffer cannot unpack the header.");
	}

	private InputStream lzma(InputStream packed) throws IOException {
		long dictionary = 0;
		for (int i = 4; i > 0; i--) {
			dictionary = (dictionary << Byte.SIZE) | (this.properties.get(i) & 0xff);
		}
		int needed = (int) Math.min(dictionary, this.size);
		checkMemory(LZMAInputStream.getMemoryUsage(needed, this.properties.get(0)));
		LZMAInputStream unpacked = new LZMAInputStream(packed, this.size, this.properties.get(0), needed);
		// libarchive writes an end marker although the size is known
		unpacked.enableRelaxedEndCondition();
		return unpacked;
	}

	private InputStream lzma2(InputStream packed) throws IOException {
		int bits = this.properties.get(0) & 0x3f;
		long dictionary = (2L | (bits & 1)) << (bits / 2 + 11);
		int needed = (int) Math.max(LZMA2InputStream.DICT_SIZE_MIN, Math.min(dictionary, this.size));
		checkMemory(LZMA2InputStream.getMemoryUsage(needed));
		return new LZMA2InputStream(packed, needed);
	}

	private static void checkMemory(int kib) throws DefectException {
		if (kib > MOST_MEMORY_KIB) {
			throw DefectException
				.notCheckable("The start header is whole; to unpack the header takes more memory than Coffer lends.");
		}
	}

}
