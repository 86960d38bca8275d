package io.coffer.integrity;

/**
 * Counts what an archive unpacks to, and stops at the limits: a few kilobytes can unpack
 * to petabytes.
 */
final class DecompressionGuard {

	/** Up to here no ratio is suspicious: a file of noughts is no bomb. */
	private static final long HARMLESS = 64L * 1024 * 1024;

	private final VerifyLimits limits;

	private final long size;

	private long entries;

	private long content;

	private long unpacked;

	/**
	 * The guard of an archive of that size. The ratio is that of the whole archive: what
	 * was read so far would make the order of entries decide.
	 */
	DecompressionGuard(VerifyLimits limits, long size) {
		this.limits = limits;
		this.size = size;
	}

	/** Counts an entry that begins. */
	void entry() throws DefectException {
		entries(1);
	}

	/** Counts entries that are named. */
	void entries(long count) throws DefectException {
		this.entries += Math.min(count, Long.MAX_VALUE - this.entries);
		if (this.entries > this.limits.maxEntries()) {
			throw exceeded("has more than %d entries".formatted(this.limits.maxEntries()));
		}
	}

	/** Counts bytes of an entry's content. */
	void content(long count) {
		this.content += count;
	}

	/** Counts bytes that a decoder made, whatever they are. */
	void unpacked(long count) throws DefectException {
		this.unpacked += count;
		if (this.unpacked > this.limits.maxUncompressed().toBytes()) {
			throw exceeded("unpacks to more than %d bytes".formatted(this.limits.maxUncompressed().toBytes()));
		}
		if (this.unpacked > HARMLESS && this.unpacked / this.limits.maxRatio() > this.size) {
			throw exceeded("unpacks to more than %d times its size".formatted(this.limits.maxRatio()));
		}
	}

	long entries() {
		return this.entries;
	}

	long bytes() {
		return this.content;
	}

	private static DefectException exceeded(String what) {
		return new DefectException(Defect.LIMIT_EXCEEDED, "The archive " + what + "; it was not unpacked further.");
	}

}
