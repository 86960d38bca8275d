package io.coffer.integrity;

import io.coffer.archives.TarHeader;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a tar from header to header, and keeps none: the library reads names, pax
 * records and maps of holes into memory, and does not know every type.
 */
final class TarReader {

	private final TarBlockInput in;

	private final DecompressionGuard guard;

	/** The size that a pax header gives the next entry; negative if none does. */
	private long announced = -1;

	TarReader(InputStream unpacked, DecompressionGuard guard) {
		this.in = new TarBlockInput(unpacked);
		this.guard = guard;
	}

	/** Reads to the end of what the tar is in. */
	ReaderResult read() throws IOException {
		readEntries(this.in.fullBlock());
		return readOn();
	}

	/** From a first block to the end mark. */
	private void readEntries(byte[] first) throws IOException {
		for (byte[] block = first; !TarHeader.isNoughts(block); block = this.in.fullBlock()) {
			TarHeader header = TarHeader.of(block);
			if (header == null) {
				throw new DefectException(Defect.HEADER_DAMAGED, "A header in the tar does not have its checksum.");
			}
			readEntry(header);
		}
	}

	private void readEntry(TarHeader header) throws IOException {
		if (!header.isEntry()) {
			long size = size(header, -1);
			if (header.hasRecords()) {
				this.announced = PaxRecords.size(this.in, size);
				this.in.padding(size);
			}
			else {
				this.in.content(size);
			}
			return;
		}
		this.guard.entry();
		boolean holes = header.holesFollow();
		while (holes) {
			holes = TarHeader.holesFollow(this.in.fullBlock());
		}
		long size = size(header, this.announced);
		this.announced = -1;
		if (size > 0 && !(header.mayLackContent() && this.in.isAtHeaderOrEnd())) {
			this.in.content(size);
			this.guard.content(size);
		}
	}

	private static long size(TarHeader header, long announced) throws DefectException {
		long size = (announced >= 0) ? announced : header.size();
		if (size < 0) {
			throw new DefectException(Defect.HEADER_DAMAGED, "A header in the tar does not say its size.");
		}
		return size;
	}

	/**
	 * Reads what follows the first block of noughts. The second one is missing where
	 * programs do without.
	 */
	private ReaderResult readOn() throws IOException {
		long end = this.in.offset();
		byte @Nullable [] block = this.in.block();
		if (block != null && !TarHeader.isNoughts(block)) {
			throw new DefectException(Defect.HEADER_DAMAGED,
					"A header in the tar, or half of its end mark, is empty at byte %d.".formatted(end));
		}
		ReaderResult result = ReaderResult.WHOLE;
		while (block != null) {
			if (TarHeader.isNoughts(block)) {
				block = this.in.block();
			}
			else if (TarHeader.of(block) != null) {
				result = ReaderResult.of(Defect.TRAILING_DATA,
						"More entries follow the tar's end mark at byte %d: programs restore them only if they are told to read on (tar -i)."
							.formatted(end));
				readEntries(block);
				end = this.in.offset();
				block = this.in.block();
			}
			else {
				return readRest(end);
			}
		}
		return result;
	}

	/**
	 * Reads what is no header: the rest of a tape's last record may be anything, but what
	 * has entries behind it is damage.
	 */
	private ReaderResult readRest(long end) throws IOException {
		for (byte @Nullable [] block = this.in.block(); block != null; block = this.in.block()) {
			if (!TarHeader.isNoughts(block) && TarHeader.of(block) != null) {
				throw new DefectException(Defect.HEADER_DAMAGED,
						"At byte %d, where the tar seems to end, an entry is missing: others follow.".formatted(end));
			}
		}
		return ReaderResult.of(Defect.TRAILING_DATA,
				"Something follows the tar's end mark at byte %d: programs pass over it.".formatted(end));
	}

}
