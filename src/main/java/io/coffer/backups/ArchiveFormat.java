package io.coffer.backups;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What an archive's first bytes look like. Sources: ZIP
 * <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a> §4.3,
 * gzip RFC 1952 §2.3.1, Zstandard RFC 8878 §3.1, POSIX ustar, 7-Zip's 7zFormat.txt.
 */
enum ArchiveFormat {

	/** A file, an empty archive, or the first volume of several. */
	ZIP(0, 4, "504b(0304|0506|0708)"),

	GZIP(0, 2, "1f8b"),

	/** A Zstandard frame; skippable frames may come first. */
	ZSTD(0, 4, "28b52ffd|5[0-9a-f]2a4d18"),

	TAR(257, 5, "7573746172"),

	SEVEN_ZIP(0, 6, "377abcaf271c"),

	/** A format without a mark: any bytes are taken for it. */
	UNMARKED(0, 0, "");

	private final int offset;

	private final int length;

	private final String mark;

	ArchiveFormat(int offset, int length, String mark) {
		this.offset = offset;
		this.length = length;
		this.mark = mark;
	}

	/** Whether a body that begins like this can be of this format. */
	boolean matches(ByteBuffer beginning) {
		if (beginning.remaining() < this.offset + this.length) {
			return false;
		}
		byte[] bytes = new byte[this.length];
		beginning.get(beginning.position() + this.offset, bytes);
		return HexFormat.of().formatHex(bytes).matches(this.mark);
	}

}
