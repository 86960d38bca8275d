package io.coffer.archives;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the first bytes of every file of a format look like. The first six are what Coffer
 * can read back; the others are only told apart, for archives that come without a name.
 * Sources: ZIP
 * <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a> §4.3
 * and §8.5, 7-Zip's 7zFormat.txt, gzip RFC 1952 §2.3.1, Zstandard RFC 8878 §3.1, the XZ
 * format §2.1.1, bzip2's blocks, LZ4's frame format, RAR 5.0's technote,
 * <a href="https://c2sp.org/age">age</a>, OpenPGP RFC 9580 §6.2, KeePass' KDBX, SQLite's
 * file format §1.3, OpenSSL's {@code enc}.
 */
public enum ArchiveFormat {

	/**
	 * A file, an empty archive, the first volume of several, or one that was to be split
	 * and needed no second volume.
	 */
	ZIP("zip", "504b(0304|0506|0708|3030504b)"),

	SEVEN_ZIP("7z", "377abcaf271c"),

	/** A Zstandard frame; skippable frames may come first. */
	ZSTD("zst", "28b52ffd|5[0-9a-f]2a4d18"),

	GZIP("gz", "1f8b"),

	/**
	 * Known by the checksum of its first header: not every tar says {@code ustar}. One
	 * without a header has zeros alone, which is no reason to take zeros for a tar.
	 */
	TAR("tar", "") {
		@Override
		public boolean matches(ByteBuffer beginning) {
			return isTold(beginning) || isEndAlone(beginning);
		}

		@Override
		boolean isTold(ByteBuffer beginning) {
			byte[] block = start(beginning, TarHeader.BLOCK);
			return block.length == TarHeader.BLOCK && TarHeader.of(block) != null;
		}
	},

	XZ("xz", "fd377a585a00"),

	BZIP2("bz2", "425a683[1-9](314159265359|177245385090)"),

	LZ4("lz4", "04224d18"),

	RAR("rar", "526172211a07"),

	AGE("age", text("age-encryption.org/") + "|" + text("-----BEGIN AGE ENCRYPTED FILE-----")),

	ARMORED_PGP("asc", text("-----BEGIN PGP MESSAGE-----")),

	KDBX("kdbx", "03d9a29a6[57]fb4bb5"),

	SQLITE("sqlite", text("SQLite format 3\0")),

	OPENSSL("enc", text("Salted__")),

	/** A format without a mark: any bytes are taken for it. */
	UNMARKED("", "");

	private static final int LONGEST_MARK = 40;

	private final String extension;

	private final Pattern mark;

	ArchiveFormat(String extension, String mark) {
		this.extension = extension;
		this.mark = Pattern.compile(mark);
	}

	/** The format whose files alone begin like this, or nothing. */
	public static Optional<ArchiveFormat> of(ByteBuffer beginning) {
		return Arrays.stream(values()).filter((format) -> format != UNMARKED && format.isTold(beginning)).findFirst();
	}

	/** What names of such files end in, without a dot. */
	public String extension() {
		return this.extension;
	}

	/** Whether a body that begins like this can be of this format. */
	public boolean matches(ByteBuffer beginning) {
		return this.mark.matcher(HexFormat.of().formatHex(start(beginning, LONGEST_MARK))).lookingAt();
	}

	boolean isTold(ByteBuffer beginning) {
		return matches(beginning);
	}

	private static byte[] start(ByteBuffer beginning, int length) {
		byte[] bytes = new byte[Math.min(length, beginning.remaining())];
		beginning.get(beginning.position(), bytes);
		return bytes;
	}

	/** Whether these bytes are an end mark, two blocks of zeros, with its padding. */
	private static boolean isEndAlone(ByteBuffer beginning) {
		ByteBuffer rest = beginning.slice();
		while (rest.hasRemaining()) {
			if (rest.get() != 0) {
				return false;
			}
		}
		return rest.capacity() >= 2 * TarHeader.BLOCK;
	}

	private static String text(String mark) {
		return HexFormat.of().formatHex(mark.getBytes(StandardCharsets.US_ASCII));
	}

}
