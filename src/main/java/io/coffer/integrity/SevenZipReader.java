package io.coffer.integrity;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.tukaani.xz.XZIOException;

/**
 * Reads what of a 7z can be checked without unpacking it: the start header, the header at
 * the end with its checksum, and that what is packed has the size that it says. Source of
 * the layout: 7-Zip's
 * <a href= "https://github.com/ip7z/7zip/blob/main/DOC/7zFormat.txt">7zFormat.txt</a>.
 */
record SevenZipReader(ArchiveBytes archive) implements ArchiveReader {

	private static final int START = 32;

	private static final byte[] SIGNATURE = { '7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c };

	/** A header may be packed, and what describes it again: so often at most. */
	private static final int MOST_LAYERS = 4;

	private static final String CHECKED = "The headers are whole; the content of a 7z was not unpacked.";

	@Override
	public ReaderResult read(ArchiveInput source, DecompressionGuard guard) throws IOException {
		ByteBuffer start = start(source.take(START));
		long offset = start.getLong(12);
		long size = start.getLong(20);
		if (offset < 0 || size < 0 || offset > Long.MAX_VALUE - START - size) {
			throw damaged("The start header does not say where the header is.");
		}
		long end = START + offset + size;
		if (end > this.archive.size()) {
			throw new DefectException(Defect.TRUNCATED,
					"The archive should have %d bytes, and ends after %d.".formatted(end, this.archive.size()));
		}
		ReaderResult result = (size == 0) ? ReaderResult.WHOLE
				: readHeader(SevenZipLayer.unpacked(offset, size, start.getInt(28) & 0xffffffffL), guard);
		source.pass(end - START);
		return source.passNoughts() ? result : ReaderResult.of(Defect.TRAILING_DATA,
				"Something follows the archive's end at byte %d. %s".formatted(end, result.message()));
	}

	private static ByteBuffer start(ByteBuffer start) throws DefectException {
		if (!start.slice(0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE))) {
			throw damaged("The archive does not begin as a 7z does.");
		}
		CRC32 crc = new CRC32();
		crc.update(start.slice(12, 20));
		if (start.getInt(8) != (int) crc.getValue()) {
			throw damaged("The start header does not have its checksum.");
		}
		return start.order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Reads the header, unpacking it first as often as it says. */
	private ReaderResult readHeader(SevenZipLayer first, DecompressionGuard guard) throws IOException {
		SevenZipLayer layer = first;
		for (int layers = 0; layers < MOST_LAYERS; layers++) {
			SevenZipHeader header = read(layer);
			if (header.packedEnd() > first.offset()) {
				throw damaged("The header says that more is packed than there is.");
			}
			layer = header.packedHeader();
			if (layer == null) {
				guard.entries(header.files());
				return ReaderResult.of(Defect.NOT_CHECKABLE, CHECKED);
			}
		}
		throw DefectException.notCheckable("The start header is whole; the header is packed too often.");
	}

	private SevenZipHeader read(SevenZipLayer layer) throws IOException {
		InputStream packed = new ArchiveRange(this.archive, START + layer.offset(), layer.packedSize());
		CheckedInputStream in = new CheckedInputStream(new BufferedInputStream(layer.unpack(packed)), new CRC32());
		try {
			SevenZipHeader header = SevenZipHeader.read(in);
			checkCrc(in, layer);
			return header;
		}
		catch (DefectException ex) {
			checkCrc(in, layer);
			throw ex;
		}
		catch (EOFException | XZIOException ex) {
			throw layer.isPacked() ? damaged("The header cannot be unpacked.") : ex;
		}
	}

	/** Reads to the end: what has its checksum and is not understood is no damage. */
	private static void checkCrc(CheckedInputStream in, SevenZipLayer layer) throws IOException {
		in.transferTo(OutputStream.nullOutputStream());
		if (layer.crc() >= 0 && in.getChecksum().getValue() != layer.crc()) {
			throw damaged("The header at the end does not have its checksum.");
		}
	}

	private static DefectException damaged(String message) {
		return new DefectException(Defect.HEADER_DAMAGED, message);
	}

}
