package io.coffer.archives;

/**
 * Counts what an archive unpacks to, and stops at the limits: a few kilobytes can unpack
 * to petabytes.
 */
final class Meter {

	/** Up to here no ratio is suspicious: a file of noughts is no bomb. */
	private static final long HARMLESS = 64L * 1024 * 1024;

	private final VerifyLimits limits;

	private final Source source;

	private long entries;

	private long bytes;

	Meter(VerifyLimits limits, Source source) {
		this.limits = limits;
		this.source = source;
	}

	/** Counts an entry that begins. */
	void entry() throws FlawException {
		this.entries++;
		if (this.entries > this.limits.maxEntries()) {
			throw exceeded("has more than %d entries".formatted(this.limits.maxEntries()));
		}
	}

	/** Counts bytes that were unpacked. */
	void content(long count) throws FlawException {
		this.bytes += count;
		if (this.bytes > this.limits.maxUncompressed().toBytes()) {
			throw exceeded("unpacks to more than %d bytes".formatted(this.limits.maxUncompressed().toBytes()));
		}
		if (this.bytes > HARMLESS && this.bytes / this.limits.maxRatio() > this.source.offset()) {
			throw exceeded("unpacks to more than %d times its size".formatted(this.limits.maxRatio()));
		}
	}

	long entries() {
		return this.entries;
	}

	long bytes() {
		return this.bytes;
	}

	private static FlawException exceeded(String what) {
		return new FlawException(Flaw.LIMIT_EXCEEDED, "The archive " + what + "; it was not unpacked further.");
	}

}
