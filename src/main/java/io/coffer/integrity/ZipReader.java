package io.coffer.integrity;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ZIP as its directory describes it, as every program does that restores one
 * (<a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE
 * 6.3.10</a> §4.3): the directory is read first, in blocks and beside the content, so
 * that nothing has to be guessed where entries begin and end. The library does the same,
 * but keeps every entry.
 */
final class ZipReader implements ArchiveReader {

	/** Entries that are not in order are looked at one by one, so often at most. */
	private static final int MOST_LOOKS = 100;

	private final ArchiveBytes archive;

	private ReaderResult result = ReaderResult.WHOLE;

	/**
	 * The last entry, if checksum and sizes may follow it; and whether they came before.
	 */
	private @Nullable ZipEntryHeader described;

	private boolean saidBefore;

	private long encrypted;

	private long packedOtherwise;

	private long notInOrder;

	private long unnamed;

	ZipReader(ArchiveBytes archive) {
		this.archive = new ArchiveTail(archive);
	}

	@Override
	public ReaderResult read(ArchiveInput source, DecompressionGuard guard) throws IOException {
		ZipEnd end = ZipEnd.find(this.archive, source.peekInt());
		if (source.peekInt() == ZipEnd.SPANNED || source.peekInt() == ZipEnd.SPANNED_IN_ONE) {
			source.pass(4);
		}
		ZipDirectory directory = new ZipDirectory(this.archive, end);
		try (ZipContent content = new ZipContent(source, guard)) {
			for (List<ZipEntryHeader> block = directory.next(); !block.isEmpty(); block = directory.next()) {
				for (ZipEntryHeader entry : block) {
					guard.entry();
					read(end.wraps() ? entry.at(ZipEnd.unwrapped(entry.offset(), source.offset())) : entry, source,
							content);
				}
			}
		}
		advance(source, end.directory());
		source.pass(end.end() - source.offset());
		if (!source.passNoughts()) {
			note(Defect.TRAILING_DATA, "Something follows the archive's end at byte %d.".formatted(end.end()));
		}
		return conclusion(end, guard.entries());
	}

	private void read(ZipEntryHeader entry, ArchiveInput source, ZipContent content) throws IOException {
		if (entry.offset() < source.offset()) {
			if (this.notInOrder++ < MOST_LOOKS) {
				local(new ArchiveInput(
						new ArchiveRange(this.archive, entry.offset(), this.archive.size() - entry.offset())), entry);
			}
			return;
		}
		advance(source, entry.offset());
		ZipEntryHeader local = local(source, entry);
		if (ZipContent.isKnown(entry)) {
			content.check(entry);
		}
		else {
			this.encrypted += entry.isEncrypted() ? 1 : 0;
			this.packedOtherwise += entry.isEncrypted() ? 0 : 1;
			source.pass(entry.compressedSize());
		}
		this.described = local.hasDescriptor() ? entry : null;
		this.saidBefore = local.hasSumsOf(entry);
	}

	private static ZipEntryHeader local(ArchiveInput source, ZipEntryHeader entry) throws IOException {
		ZipEntryHeader local = ZipEntryHeader.readLocal(source);
		local.checkAgainst(entry);
		return local;
	}

	/** Goes on to what the directory names next. What lies between is allowed. */
	private void advance(ArchiveInput source, long place) throws IOException {
		long gap = place - source.offset();
		if (gap < 0) {
			throw DefectException.directoryMismatch("An entry goes on where the directory begins.");
		}
		if (this.described != null) {
			int length = this.described
				.lengthOfDescriptor(source.peek((int) Math.min(gap, ZipEntryHeader.LONGEST_DESCRIPTOR)));
			if (length == 0 && !this.saidBefore) {
				note(Defect.NOT_CHECKABLE,
						"What follows entry %s does not repeat its checksum and sizes: programs that read a ZIP from its beginning may refuse it."
							.formatted(this.described.quotedName()));
			}
			this.described = null;
			source.pass(length);
			gap -= length;
		}
		this.unnamed += gap;
		source.pass(gap);
	}

	private ReaderResult conclusion(ZipEnd end, long entries) {
		List<String> unchecked = Stream
			.of(counted(this.encrypted, "are encrypted"),
					counted(this.packedOtherwise, "are packed by a method that Coffer does not know"),
					counted(this.notInOrder, "are not in the order of the directory, or share bytes"))
			.flatMap(Optional::stream)
			.toList();
		if (!unchecked.isEmpty()) {
			return ReaderResult.of(Defect.NOT_CHECKABLE,
					"The archive is complete. Of %d entries, %s: their content was not checked.".formatted(entries,
							String.join(", ", unchecked)));
		}
		if (end.shift() != 0) {
			note(Defect.NOT_CHECKABLE, "The archive is whole, but begins at byte %d: what comes before was not checked."
				.formatted(end.shift()));
		}
		return this.result.or((this.unnamed == 0) ? ReaderResult.WHOLE
				: ReaderResult.whole("The archive is whole. %d bytes in it belong to no entry: programs pass over them."
					.formatted(this.unnamed)));
	}

	private static Optional<String> counted(long count, String what) {
		return (count == 0) ? Optional.empty() : Optional.of(count + " " + what);
	}

	private void note(Defect defect, String message) {
		this.result = this.result.or(ReaderResult.of(defect, message));
	}

}
