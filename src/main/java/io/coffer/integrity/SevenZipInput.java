package io.coffer.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;

/**
 * The bytes, numbers and lists of a 7z's header. Where they end too early the header is
 * not understood: its checksum says whether it is damaged.
 */
final class SevenZipInput {

	private static final int LONGEST_PROPERTIES = 64;

	private final InputStream in;

	SevenZipInput(InputStream in) {
		this.in = in;
	}

	void skipCrcs(long count) throws IOException {
		if (next() != 0) {
			for (long i = 0; i < count; i++) {
				skip(4);
			}
			return;
		}
		long defined = 0;
		for (long i = 0; i < (count + 7) / 8; i++) {
			defined += Integer.bitCount(next());
		}
		skip(4 * defined);
	}

	void readDefined(int count, BitSet defined) throws IOException {
		if (next() != 0) {
			defined.set(0, count);
			return;
		}
		int bits = 0;
		for (int i = 0; i < count; i++) {
			bits = (i % 8 == 0) ? next() : bits << 1;
			defined.set(i, (bits & 0x80) != 0);
		}
	}

	/**
	 * A number of one to nine bytes: the ones before the first nought bit say how many.
	 */
	long number() throws IOException {
		int first = next();
		long value = 0;
		int mask = 0x80;
		for (int i = 0; i < 8; i++) {
			if ((first & mask) == 0) {
				return sum(value, (long) (first & (mask - 1)) << (Byte.SIZE * i));
			}
			value |= (long) next() << (Byte.SIZE * i);
			mask >>= 1;
		}
		if (value < 0) {
			throw unknown();
		}
		return value;
	}

	long number(int length) throws IOException {
		if (length > 8) {
			throw unknown();
		}
		return bigEndian(length);
	}

	long bigEndian(int length) throws IOException {
		long value = 0;
		for (int i = 0; i < length; i++) {
			value = value << Byte.SIZE | next();
		}
		return value;
	}

	byte[] bytes(long length) throws IOException {
		if (length > LONGEST_PROPERTIES) {
			skip(length);
			return new byte[0];
		}
		byte[] bytes = new byte[(int) length];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) next();
		}
		return bytes;
	}

	void expect(int type) throws IOException {
		if (next() != type) {
			throw unknown();
		}
	}

	void skip(long count) throws IOException {
		for (long i = 0; i < count; i++) {
			next();
		}
	}

	int next() throws IOException {
		int next = this.in.read();
		if (next < 0) {
			throw unknown();
		}
		return next;
	}

	static long sum(long one, long other) throws DefectException {
		long sum = one + other;
		if (one < 0 || other < 0 || sum < 0) {
			throw unknown();
		}
		return sum;
	}

	/** That the header is none of those that are known. */
	static DefectException unknown() {
		return DefectException.notCheckable("The start header is whole; Coffer does not understand the header.");
	}

}
