package io.coffer.archives;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One header of a tar, in any of its dialects. Sources: POSIX
 * <a href= "https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">pax</a>,
 * <i>ustar Interchange Format</i>; GNU tar's manual,
 * <a href= "https://www.gnu.org/software/tar/manual/html_node/Standard.html">Basic Tar
 * Format</a>; libarchive's
 * <a href= "https://man.freebsd.org/cgi/man.cgi?query=tar&amp;sektion=5">tar(5)</a>.
 */
public final class TarHeader {

	public static final int BLOCK = 512;

	private static final int SIZE = 124;

	private static final int CHECKSUM = 148;

	private static final int TYPE = 156;

	private static final int MORE_HOLES = 482;

	/** The same in a block that goes on with the map. */
	private static final int EVEN_MORE_HOLES = 504;

	/** The same as star writes it, whose headers end in {@link #STAR}. */
	private static final int MORE_HOLES_OF_STAR = 355;

	private static final String STAR = "tar\0";

	/** Links, devices, directories, pipes: a size says nothing of content. */
	private static final String WITHOUT_CONTENT = "123456";

	private final byte[] block;

	private TarHeader(byte[] block) {
		this.block = block;
	}

	/** The header if the block has its checksum, else null. */
	public static @Nullable TarHeader of(byte[] block) {
		int unsigned = 0;
		int signed = 0;
		for (int i = 0; i < BLOCK; i++) {
			byte value = (i >= CHECKSUM && i < CHECKSUM + 8) ? (byte) ' ' : block[i];
			unsigned += value & 0xff;
			signed += value;
		}
		// Some old programs added up signed bytes
		long written = number(block, CHECKSUM, 8);
		return (written == unsigned || written == signed) ? new TarHeader(block) : null;
	}

	public static boolean isNoughts(byte[] block) {
		for (byte value : block) {
			if (value != 0) {
				return false;
			}
		}
		return true;
	}

	/** Whether another block with holes follows one that is no header. */
	public static boolean holesFollow(byte[] map) {
		return map[EVEN_MORE_HOLES] != 0;
	}

	/** How much content follows in bytes; negative if that cannot be read. */
	public long size() {
		return number(this.block, SIZE, 12);
	}

	/** Whether it describes a file, and not the next header or the whole tar. */
	public boolean isEntry() {
		return "LKNxgXV".indexOf(type()) < 0;
	}

	/** Whether its content are records about the next entry. */
	public boolean hasRecords() {
		return type() == 'x' || type() == 'X';
	}

	/**
	 * Whether content follows only if what comes next is no header: programs differ for
	 * these types.
	 */
	public boolean mayLackContent() {
		return WITHOUT_CONTENT.indexOf(type()) >= 0;
	}

	/** Whether the map of a sparse file goes on in the next block. */
	public boolean holesFollow() {
		String end = new String(this.block, BLOCK - STAR.length(), STAR.length(), StandardCharsets.ISO_8859_1);
		return type() == 'S' && this.block[end.equals(STAR) ? MORE_HOLES_OF_STAR : MORE_HOLES] != 0;
	}

	private char type() {
		return (char) this.block[TYPE];
	}

	/** Octal digits, or GNU's base 256; negative if it is neither or has no room here. */
	private static long number(byte[] block, int offset, int length) {
		return ((block[offset] & 0x80) != 0) ? binary(block, offset, length) : octal(block, offset, length);
	}

	private static long binary(byte[] block, int offset, int length) {
		long value = block[offset] & 0x7f;
		for (int i = offset + 1; i < offset + length; i++) {
			if (value >> (Long.SIZE - 1 - Byte.SIZE) != 0) {
				return -1;
			}
			value = (value << Byte.SIZE) | (block[i] & 0xff);
		}
		return value;
	}

	private static long octal(byte[] block, int offset, int length) {
		int end = offset + length;
		int i = offset;
		while (i < end && block[i] == ' ') {
			i++;
		}
		long value = 0;
		while (i < end && block[i] >= '0' && block[i] <= '7') {
			value = value << 3 | block[i++] - '0';
		}
		return (i == end || block[i] == 0 || block[i] == ' ') ? value : -1;
	}

}
