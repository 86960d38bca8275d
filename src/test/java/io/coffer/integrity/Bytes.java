package io.coffer.integrity;

import io.coffer.archives.ArchiveKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.springframework.util.unit.DataSize;

/** Makes archives, damages them, and has them checked. */
public final class Bytes {

	static final VerifyLimits LIMITS = new VerifyLimits(4, DataSize.ofTerabytes(4), 2000, 10_000_000,
			DataSize.ofMegabytes(160), Duration.ofSeconds(1));

	private Bytes() {
	}

	public static IntegrityResult check(ArchiveKind kind, byte[] archive) {
		return check(kind, archive, LIMITS);
	}

	public static IntegrityResult check(ArchiveKind kind, byte[] archive, VerifyLimits limits) {
		return new ArchiveCheck(limits).check(kind, stored(archive));
	}

	static VerifyLimits limits(DataSize uncompressed, int ratio, long entries) {
		return new VerifyLimits(1, uncompressed, ratio, entries, LIMITS.windowMemory(), LIMITS.progressEvery());
	}

	/** As a store has it. */
	static ArchiveBytes stored(byte[] archive) {
		return new ArchiveBytes() {

			@Override
			public long size() {
				return archive.length;
			}

			@Override
			public InputStream inOrder() {
				return new ByteArrayInputStream(archive);
			}

			@Override
			public byte[] read(long offset, int length) throws IOException {
				if (offset < 0 || offset + length > archive.length) {
					throw new EOFException();
				}
				return Arrays.copyOfRange(archive, (int) offset, (int) offset + length);
			}

		};
	}

	/** Bytes that do not compress. */
	static byte[] random(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	/** With all bits of one byte flipped: single bits may be padding. */
	static byte[] flipped(byte[] archive, int index) {
		byte[] damaged = archive.clone();
		damaged[index] ^= (byte) 0xff;
		return damaged;
	}

	static byte[] cut(byte[] archive, int length) {
		return Arrays.copyOf(archive, length);
	}

	static byte[] joined(byte[]... parts) {
		return written((out) -> {
			for (byte[] part : parts) {
				out.write(part);
			}
		});
	}

	/** Where these bytes stand for the n-th time, from nought. */
	static int find(byte[] archive, byte[] wanted, int nth) {
		int left = nth;
		for (int i = 0; i <= archive.length - wanted.length; i++) {
			if (Arrays.equals(archive, i, i + wanted.length, wanted, 0, wanted.length) && left-- == 0) {
				return i;
			}
		}
		throw new AssertionError("not there");
	}

	static byte[] written(Writing writing) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			writing.write(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	/** Writes an archive. */
	@FunctionalInterface
	interface Writing {

		void write(OutputStream out) throws IOException;

	}

}
