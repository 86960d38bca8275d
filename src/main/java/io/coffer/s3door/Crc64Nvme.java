package io.coffer.s3door;

import java.util.zip.Checksum;

/**
 * The CRC of 64 bits that S3 clients send by default (NVM Express, NVM Command Set
 * Specification, section 5.2.1.3.4).
 */
final class Crc64Nvme implements Checksum {

	/** The polynomial, reflected. */
	private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

	private static final long[] TABLE = new long[256];

	static {
		for (int i = 0; i < TABLE.length; i++) {
			long rest = i;
			for (int bit = 0; bit < 8; bit++) {
				rest = ((rest & 1) != 0) ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
			}
			TABLE[i] = rest;
		}
	}

	private long value = -1;

	@Override
	public void update(int value) {
		this.value = TABLE[(int) ((this.value ^ value) & 0xff)] ^ (this.value >>> 8);
	}

	@Override
	public void update(byte[] bytes, int offset, int length) {
		for (int i = offset; i < offset + length; i++) {
			update(bytes[i]);
		}
	}

	@Override
	public long getValue() {
		return ~this.value;
	}

	@Override
	public void reset() {
		this.value = -1;
	}

}
