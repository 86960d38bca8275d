package io.coffer.s3door;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Compares checksums at the end of a body, before its reader learns that it has ended.
 */
final class ChecksumStream extends FilterInputStream {

	private final Map<PayloadChecksum, byte[]> expected;

	private final Map<PayloadChecksum, MessageDigest> digests = new EnumMap<>(PayloadChecksum.class);

	private final Map<PayloadChecksum, Checksum> sums = new EnumMap<>(PayloadChecksum.class);

	private boolean ended;

	/**
	 * Computes those that are expected, to which trailers may add another before the end.
	 * @param announced the one that trailers add, or null
	 */
	ChecksumStream(InputStream in, Map<PayloadChecksum, byte[]> expected, @Nullable PayloadChecksum announced) {
		super(in);
		this.expected = expected;
		expected.keySet().forEach(this::compute);
		if (announced != null) {
			compute(announced);
		}
	}

	private void compute(PayloadChecksum checksum) {
		switch (checksum) {
			case CRC32 -> this.sums.put(checksum, new CRC32());
			case CRC32C -> this.sums.put(checksum, new CRC32C());
			case CRC64NVME -> this.sums.put(checksum, new Crc64Nvme());
			case SHA1 -> this.digests.put(checksum, digest("SHA-1"));
			case MD5 -> this.digests.put(checksum, digest("MD5"));
			default -> this.digests.put(checksum, digest("SHA-256"));
		}
	}

	private static MessageDigest digest(String algorithm) {
		try {
			return MessageDigest.getInstance(algorithm);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = super.read(bytes, offset, length);
		if (read < 0) {
			compare();
			return -1;
		}
		this.digests.values().forEach((digest) -> digest.update(bytes, offset, read));
		this.sums.values().forEach((sum) -> sum.update(bytes, offset, read));
		return read;
	}

	@Override
	public long skip(long count) throws IOException {
		return readNBytes((int) Math.min(count, 8192)).length;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	private void compare() {
		if (this.ended) {
			return;
		}
		this.expected.forEach((checksum, value) -> {
			if (!MessageDigest.isEqual(value, computed(checksum))) {
				throw (checksum == PayloadChecksum.SIGNED)
						? S3Error.X_AMZ_CONTENT_SHA256_MISMATCH
							.because("The body is not the one that was signed. Nothing was stored.")
						: S3Error.BAD_DIGEST.because("The body does not have the checksum of " + checksum.header()
								+ ". Nothing was stored.");
			}
		});
		this.ended = true;
	}

	private byte[] computed(PayloadChecksum checksum) {
		MessageDigest digest = this.digests.get(checksum);
		if (digest != null) {
			return digest.digest();
		}
		Checksum sum = this.sums.get(checksum);
		if (sum == null) {
			throw S3Error.INVALID_REQUEST.because("x-amz-trailer announces no " + checksum.header() + ".");
		}
		return (checksum == PayloadChecksum.CRC64NVME) ? ByteBuffer.allocate(8).putLong(sum.getValue()).array()
				: ByteBuffer.allocate(4).putInt((int) sum.getValue()).array();
	}

}
