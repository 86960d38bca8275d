package io.coffer.integrity;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks the content of a ZIP's entries, and compares their checksums and sizes. */
final class ZipContent implements AutoCloseable {

	private static final int STORED = 0;

	private static final int DEFLATED = 8;

	private final ArchiveInput source;

	private final DecompressionGuard guard;

	private final Inflater inflater = new Inflater(true);

	private final byte[] unpacked = new byte[64 * 1024];

	ZipContent(ArchiveInput source, DecompressionGuard guard) {
		this.source = source;
		this.guard = guard;
	}

	static boolean isKnown(ZipEntryHeader entry) {
		return !entry.isEncrypted() && (entry.method() == STORED || entry.method() == DEFLATED);
	}

	/**
	 * Takes the content of an entry, which comes next.
	 * @throws DefectException if it is not what the entry says
	 */
	void check(ZipEntryHeader entry) throws IOException {
		long start = this.source.offset();
		CRC32 crc = new CRC32();
		long size = (entry.method() == STORED) ? copy(entry, crc) : inflate(entry, crc);
		if (!entry.hasSums(crc.getValue(), this.source.offset() - start, size)) {
			throw new DefectException(Defect.CHECKSUM_MISMATCH,
					"The content of entry %s has another checksum or size than the archive says."
						.formatted(entry.quotedName()));
		}
	}

	@Override
	public void close() {
		this.inflater.end();
	}

	private long copy(ZipEntryHeader entry, CRC32 crc) throws IOException {
		for (long left = entry.compressedSize(); left > 0;) {
			int count = this.source.read(this.unpacked, 0, (int) Math.min(left, this.unpacked.length));
			if (count < 0) {
				throw new EOFException();
			}
			count(crc, count);
			left -= count;
		}
		return entry.compressedSize();
	}

	private long inflate(ZipEntryHeader entry, CRC32 crc) throws IOException {
		this.inflater.reset();
		try {
			while (!this.inflater.finished()) {
				if (this.inflater.needsInput()) {
					this.source.feed(this.inflater);
				}
				int count = this.inflater.inflate(this.unpacked);
				if (this.inflater.needsDictionary()) {
					throw damaged(entry);
				}
				count(crc, count);
			}
		}
		catch (DataFormatException ex) {
			throw damaged(entry);
		}
		this.source.giveBack(this.inflater.getRemaining());
		return this.inflater.getBytesWritten();
	}

	private void count(CRC32 crc, int count) throws DefectException {
		crc.update(this.unpacked, 0, count);
		this.guard.content(count);
		this.guard.unpacked(count);
	}

	private static DefectException damaged(ZipEntryHeader entry) {
		return new DefectException(Defect.DATA_DAMAGED,
				"The content of entry %s cannot be unpacked.".formatted(entry.quotedName()));
	}

}
