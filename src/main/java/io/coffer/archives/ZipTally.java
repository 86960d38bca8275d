package io.coffer.archives;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The entries of a ZIP as one sum of their hashes, which is the same in any order: two
 * lists of millions are compared without keeping either.
 */
final class ZipTally {

	private final MessageDigest digest;

	private long count;

	private long sum;

	ZipTally() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void add(ZipEntryHeader entry) {
		this.count++;
		ByteBuffer facts = ByteBuffer.allocate(5 * Long.BYTES)
			.putLong(entry.offset())
			.putLong(entry.method())
			.putLong(entry.crc())
			.putLong(entry.compressedSize())
			.putLong(entry.size());
		this.digest.update(facts.array());
		this.sum += ByteBuffer.wrap(this.digest.digest(entry.name().getBytes(StandardCharsets.ISO_8859_1))).getLong();
	}

	long count() {
		return this.count;
	}

	boolean isThatOf(ZipTally other) {
		return this.count == other.count && this.sum == other.sum;
	}

}
