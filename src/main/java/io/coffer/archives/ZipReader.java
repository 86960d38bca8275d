package io.coffer.archives;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * Reads a ZIP from its first entry to its end record, as
 * <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE
 * 6.3.10</a> §4.3 describes it. The library's stream computes no checksums and skips the
 * directory, its file reader wants to seek and keeps every entry: here the entries that
 * were read are compared with the directory, and nothing is kept of either but a sum.
 */
final class ZipReader implements ArchiveReader {

	/** The mark of the first of several volumes (§8.5.4). */
	private static final int SPANNED = 0x08074b50;

	/** The same where one volume was enough (§8.5.3). */
	private static final int SPANNED_IN_ONE = 0x30304b50;

	private final byte[] unpacked = new byte[64 * 1024];

	private long unchecked;

	@Override
	public Optional<String> read(Source source, Meter meter) throws IOException {
		if (source.peekInt() == SPANNED) {
			return Optional.of("The archive is one of several volumes.");
		}
		if (source.peekInt() == SPANNED_IN_ONE) {
			source.pass(4);
		}
		ZipTally found = new ZipTally();
		while (source.peekInt() == ZipEntryHeader.LOCAL) {
			ZipEntryHeader header = ZipEntryHeader.readLocal(source);
			meter.entry();
			if (header.hasDescriptor() && header.compressedSize() == 0 && !header.endsByItself()) {
				return Optional
					.of("Where the encrypted entry %s ends is told by the directory only: what follows was not checked."
						.formatted(header.quotedName()));
			}
			found.add(content(header, source, meter));
		}
		ZipDirectory.check(source, found);
		return (this.unchecked == 0) ? Optional.empty()
				: Optional.of("The archive is complete, but %d of %d entries are encrypted or packed in another way: "
					.formatted(this.unchecked, meter.entries()) + "their content was not checked.");
	}

	/** Reads what belongs to a header, and says what it turned out to be. */
	private ZipEntryHeader content(ZipEntryHeader header, Source source, Meter meter) throws IOException {
		if (!header.isReadable()) {
			this.unchecked++;
			source.pass(header.compressedSize());
			return header.hasDescriptor() ? described(header, source) : header;
		}
		long start = source.offset();
		CRC32 crc = new CRC32();
		long size = unpack(header, crc, source, meter);
		ZipEntryHeader actual = header.with(crc.getValue(), source.offset() - start, size);
		if (header.hasDescriptor()) {
			return described(actual, source);
		}
		if (!actual.hasSumsOf(header)) {
			throw header.mismatch();
		}
		return header;
	}

	/** Takes the descriptor behind content of which all is known. */
	private static ZipEntryHeader described(ZipEntryHeader entry, Source source) throws IOException {
		int length = entry.lengthOfDescriptor(source.peek(ZipEntryHeader.LONGEST_DESCRIPTOR));
		if (length == 0) {
			throw entry.mismatch();
		}
		source.pass(length);
		return entry;
	}

	private long unpack(ZipEntryHeader header, CRC32 crc, Source source, Meter meter) throws IOException {
		if (header.method() == ZipMethod.DEFLATED.getCode()) {
			return inflate(header, crc, source, meter);
		}
		if (header.hasDescriptor() && header.compressedSize() == 0) {
			return copyToDescriptor(header, crc, source, meter);
		}
		return copy(header.compressedSize(), crc, source, meter);
	}

	/**
	 * Stored content of unknown size, which writers make that cannot seek. It ends where
	 * a descriptor has the checksum and the size of all that came before it.
	 */
	private long copyToDescriptor(ZipEntryHeader header, CRC32 crc, Source source, Meter meter) throws IOException {
		long start = source.offset();
		while (true) {
			ByteBuffer ahead = source.peek(this.unpacked.length / 2);
			if (ahead.remaining() < Integer.BYTES) {
				throw header.mismatch();
			}
			int size = 0;
			while (size < ahead.remaining() - 3 && ahead.getInt(size) != ZipEntryHeader.DESCRIPTOR) {
				size++;
			}
			copy(size, crc, source, meter);
			long copied = source.offset() - start;
			if (source.peekInt() == ZipEntryHeader.DESCRIPTOR) {
				if (header.with(crc.getValue(), copied, copied)
					.lengthOfDescriptor(source.peek(ZipEntryHeader.LONGEST_DESCRIPTOR)) > 0) {
					return copied;
				}
				copy(1, crc, source, meter);
			}
		}
	}

	private long copy(long size, CRC32 crc, Source source, Meter meter) throws IOException {
		for (long left = size; left > 0;) {
			int count = source.read(this.unpacked, 0, (int) Math.min(left, this.unpacked.length));
			if (count < 0) {
				source.pass(left);
			}
			crc.update(this.unpacked, 0, count);
			meter.content(count);
			left -= count;
		}
		return size;
	}

	private long inflate(ZipEntryHeader header, CRC32 crc, Source source, Meter meter) throws IOException {
		Inflater inflater = new Inflater(true);
		try {
			while (!inflater.finished()) {
				if (inflater.needsInput()) {
					source.feed(inflater);
				}
				int count = inflater.inflate(this.unpacked);
				if (inflater.needsDictionary()) {
					throw header.damaged();
				}
				crc.update(this.unpacked, 0, count);
				meter.content(count);
			}
			source.giveBack(inflater.getRemaining());
			return inflater.getBytesWritten();
		}
		catch (DataFormatException ex) {
			throw header.damaged();
		}
		finally {
			inflater.end();
		}
	}

}
