package io.coffer.archives;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What follows the entries of a ZIP: the directory, by which every program finds them,
 * and the end records (APPNOTE §4.3.12 to §4.3.16).
 */
final class ZipDirectory {

	private static final int ENTRY = 0x02014b50;

	private static final int SIGNATURE = 0x05054b50;

	private static final int END64 = 0x06064b50;

	private static final int LOCATOR64 = 0x07064b50;

	private static final int END = 0x06054b50;

	private final Source source;

	private final ZipTally named = new ZipTally();

	private final long start;

	private ZipDirectory(Source source) {
		this.source = source;
		this.start = source.offset();
	}

	/** Reads to the archive's end and compares with the entries that were found. */
	static void check(Source source, ZipTally found) throws IOException {
		new ZipDirectory(source).check(found);
	}

	private void check(ZipTally found) throws IOException {
		while (this.source.peekInt() == ENTRY) {
			this.named.add(ZipEntryHeader.readCentral(this.source));
		}
		long size = this.source.offset() - this.start;
		if (this.source.peekInt() == SIGNATURE) {
			this.source.pass(this.source.take(6).getShort(4) & 0xffff);
		}
		@Nullable End wide = (this.source.peekInt() == END64) ? readEnd64() : null;
		if (this.source.peekInt() != END) {
			throw (this.source.peek(4).remaining() < 4) ? truncated()
					: new FlawException(Flaw.HEADER_DAMAGED,
							"At byte %d there is neither an entry nor the archive's directory."
								.formatted(this.source.offset()));
		}
		if (!readEnd(wide).equals(new End(this.named.count(), size, this.start))) {
			throw mismatch("The end record does not fit to the directory before it.");
		}
		if (this.named.count() != found.count()) {
			throw mismatch("The directory names %d entries, but the archive has %d.".formatted(this.named.count(),
					found.count()));
		}
		if (!this.named.isThatOf(found)) {
			throw mismatch("The directory describes other entries than the archive has.");
		}
		if (this.source.peek(1).hasRemaining()) {
			throw new FlawException(Flaw.TRAILING_DATA,
					"Something follows the archive's end at byte %d.".formatted(this.source.offset()));
		}
	}

	private End readEnd64() throws IOException {
		long offset = this.source.offset();
		ByteBuffer end = this.source.take(56);
		// The record's size does not count its first 12 bytes (§4.3.14.1)
		long more = end.getLong(4) + 12 - end.capacity();
		if (more < 0) {
			throw mismatch("The Zip64 end record does not have the size that it says.");
		}
		this.source.pass(more);
		ByteBuffer locator = this.source.take(20);
		if (locator.getInt(0) != LOCATOR64 || locator.getLong(8) != offset) {
			throw mismatch("The Zip64 end record is not where its locator says.");
		}
		return new End(end.getLong(32), end.getLong(40), end.getLong(48));
	}

	/** Values that do not fit are in the Zip64 record. */
	private End readEnd(@Nullable End wide) throws IOException {
		ByteBuffer end = this.source.take(22);
		this.source.pass(end.getShort(20) & 0xffff);
		long entries = end.getShort(10) & 0xffff;
		long size = end.getInt(12) & 0xffffffffL;
		long offset = end.getInt(16) & 0xffffffffL;
		if (wide == null) {
			return new End(entries, size, offset);
		}
		return new End((entries == 0xffff) ? wide.entries : entries, (size == 0xffffffffL) ? wide.size : size,
				(offset == 0xffffffffL) ? wide.offset : offset);
	}

	private FlawException truncated() {
		return new FlawException(Flaw.TRUNCATED,
				"The archive ends at byte %d, before its directory does.".formatted(this.source.offset()));
	}

	private static FlawException mismatch(String message) {
		return new FlawException(Flaw.DIRECTORY_MISMATCH, message);
	}

	private record End(long entries, long size, long offset) {
	}

}
