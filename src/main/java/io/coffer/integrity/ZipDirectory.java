package io.coffer.integrity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The entries that a ZIP's directory names (APPNOTE §4.3.12), a block at a time, since
 * there may be millions: each block in the order of the content.
 */
final class ZipDirectory {

	/** More than the longest entry, and some thousand ordinary ones. */
	private static final int BLOCK = 512 * 1024;

	private static final int SIGNATURE = 0x05054b50;

	private final ArchiveBytes archive;

	private final ZipEnd end;

	private long offset;

	private long count;

	ZipDirectory(ArchiveBytes archive, ZipEnd end) {
		this.archive = archive;
		this.end = end;
		this.offset = end.directory();
	}

	/**
	 * The next block; empty at the end.
	 * @throws DefectException if there is something else, or another number of entries
	 * than the end record says
	 */
	List<ZipEntryHeader> next() throws IOException {
		long rest = this.end.directoryEnd() - this.offset;
		ByteBuffer block = ByteBuffer.wrap(this.archive.read(this.offset, (int) Math.min(BLOCK, rest)))
			.order(ByteOrder.LITTLE_ENDIAN);
		List<ZipEntryHeader> entries = new ArrayList<>();
		while (block.hasRemaining()) {
			int length = ZipEntryHeader.lengthOfCentral(block);
			boolean cut = length > block.remaining();
			if ((cut && rest > BLOCK) || !isEntry(block)) {
				break;
			}
			if (cut) {
				throw DefectException.directoryMismatch("The end record does not fit to the directory before it.");
			}
			ZipEntryHeader entry = ZipEntryHeader.readCentral(block.slice(block.position(), length));
			entries.add(entry.at(entry.offset() + this.end.shift()));
			block.position(block.position() + length);
		}
		this.offset += block.position();
		this.count += entries.size();
		if (entries.isEmpty()) {
			checkCount();
		}
		if (!this.end.wraps()) {
			entries.sort(Comparator.comparingLong(ZipEntryHeader::offset));
		}
		return entries;
	}

	private boolean isEntry(ByteBuffer block) throws DefectException {
		int signature = (block.remaining() < 4) ? 0 : block.getInt(block.position());
		if (signature == ZipEntryHeader.CENTRAL) {
			return true;
		}
		if (signature == SIGNATURE) {
			this.offset = this.end.directoryEnd() - block.position();
			return false;
		}
		throw new DefectException(Defect.HEADER_DAMAGED,
				"At byte %d, within the directory, there is no entry.".formatted(this.offset + block.position()));
	}

	private void checkCount() throws DefectException {
		long mask = this.end.wide() ? -1 : 0xffff;
		if ((this.count & mask) != this.end.entries()) {
			throw DefectException.directoryMismatch("The directory has %d entries, and the end record says %d."
				.formatted(this.count, this.end.entries()));
		}
	}

}
