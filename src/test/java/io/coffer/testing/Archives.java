package io.coffer.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives to back up. */
public final class Archives {

	/** The smallest ZIP: an end record alone. */
	public static final byte[] EMPTY_ZIP = Arrays.copyOf(new byte[] { 'P', 'K', 5, 6 }, 22);

	private static final int ZIP_OVERHEAD = 30 + 46 + 22 + 2 * 1;

	private Archives() {
	}

	/**
	 * A valid ZIP of exactly that many bytes, with one stored entry of random content.
	 */
	public static byte[] zip(int size) {
		if (size == EMPTY_ZIP.length) {
			return EMPTY_ZIP.clone();
		}
		byte[] content = new byte[size - ZIP_OVERHEAD];
		new SplittableRandom(size).nextBytes(content);
		CRC32 crc = new CRC32();
		crc.update(content);
		ZipEntry entry = new ZipEntry("a");
		entry.setTimeLocal(LocalDateTime.of(2025, 1, 1, 0, 0));
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		entry.setCrc(crc.getValue());
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(entry);
			zip.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	public static String sha256(byte[] bytes) {
		return HexFormat.of().formatHex(digest(bytes));
	}

	/** The value of a digest header (RFC 9530). */
	public static String digestHeader(byte[] bytes) {
		return "sha-256=:" + Base64.getEncoder().encodeToString(digest(bytes)) + ":";
	}

	private static byte[] digest(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
