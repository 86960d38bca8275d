package io.coffer.integrity;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks the members of a gzip file (RFC 1952) one after the other and compares their
 * checksums. The library for that keeps the names in the headers, which may be of any
 * length, and takes the noughts for damage that pipes and tapes leave behind the last
 * member (gzip's manual,
 * <a href= "https://www.gnu.org/software/gzip/manual/html_node/Tapes.html">Tapes</a>).
 */
final class GzipStream extends InputStream {

	private static final int MAGIC = 0x8b1f;

	private static final int DEFLATE = 8;

	private static final int HEADER_CRC = 1 << 1;

	private static final int EXTRA = 1 << 2;

	private static final int NAME = 1 << 3;

	private static final int COMMENT = 1 << 4;

	private static final int RESERVED = 0xe0;

	private final ArchiveInput source;

	private final DecompressionGuard guard;

	private final Inflater inflater = new Inflater(true);

	private final CRC32 crc = new CRC32();

	private boolean inMember;

	private boolean ended;

	GzipStream(ArchiveInput source, DecompressionGuard guard) {
		this.source = source;
		this.guard = guard;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (!this.inMember && !this.ended) {
			beginMember();
		}
		while (!this.ended) {
			int count = inflate(bytes, offset, length);
			if (count > 0) {
				return count;
			}
			if (this.inflater.finished()) {
				endMember();
			}
			else if (this.inflater.needsInput()) {
				this.source.feed(this.inflater);
			}
			else {
				throw damaged();
			}
		}
		return -1;
	}

	@Override
	public void close() {
		this.inflater.end();
	}

	private int inflate(byte[] bytes, int offset, int length) throws IOException {
		try {
			int count = this.inflater.inflate(bytes, offset, length);
			this.crc.update(bytes, offset, count);
			this.guard.unpacked(count);
			return count;
		}
		catch (DataFormatException ex) {
			throw damaged();
		}
	}

	private void beginMember() throws IOException {
		ByteBuffer fixed = this.source.peek(10);
		if (fixed.remaining() >= 2 && (fixed.getShort(0) & 0xffff) != MAGIC) {
			throw new DefectException(Defect.HEADER_DAMAGED,
					"No gzip member begins at byte %d.".formatted(this.source.offset()));
		}
		if (fixed.remaining() < 10) {
			throw new EOFException();
		}
		int flags = fixed.get(3) & 0xff;
		if (fixed.get(2) != DEFLATE) {
			throw DefectException.notCheckable("The archive is packed by another method than gzip's.");
		}
		if ((flags & RESERVED) != 0) {
			// A compliant decompressor must refuse them (RFC 1952 §2.3.1.2)
			throw new DefectException(Defect.HEADER_DAMAGED,
					"The gzip member at byte %d has flags that are reserved.".formatted(this.source.offset()));
		}
		passHeader(flags);
		this.inflater.reset();
		this.crc.reset();
		this.inMember = true;
	}

	private void passHeader(int flags) throws IOException {
		CRC32 header = new CRC32();
		pass(10, header);
		if ((flags & EXTRA) != 0) {
			int length = this.source.peek(2).remaining() < 2 ? 0 : this.source.peek(2).getShort() & 0xffff;
			pass(2 + length, header);
		}
		for (int text = Integer.bitCount(flags & (NAME | COMMENT)); text > 0; text--) {
			while (pass(1, header) != 0) {
				// of any length, to its nought
			}
		}
		if ((flags & HEADER_CRC) != 0 && (this.source.take(2).getShort() & 0xffff) != (header.getValue() & 0xffff)) {
			throw new DefectException(Defect.HEADER_DAMAGED, "The header of a gzip member does not have its checksum.");
		}
	}

	/** Passes over bytes of a header, and gives the last. */
	private int pass(int count, CRC32 header) throws IOException {
		int last = 0;
		for (int i = 0; i < count; i++) {
			last = this.source.read();
			if (last < 0) {
				throw new EOFException();
			}
			header.update(last);
		}
		return last;
	}

	private void endMember() throws IOException {
		this.source.giveBack(this.inflater.getRemaining());
		ByteBuffer trailer = this.source.take(8);
		if ((trailer.getInt(0) & 0xffffffffL) != this.crc.getValue()
				|| trailer.getInt(4) != (int) this.inflater.getBytesWritten()) {
			throw new DefectException(Defect.CHECKSUM_MISMATCH,
					"The content before byte %d has another checksum or size than the archive says."
						.formatted(this.source.offset()));
		}
		if (!this.source.peek(1).hasRemaining()) {
			this.ended = true;
		}
		else if (this.source.peek(1).get() == 0) {
			long offset = this.source.offset();
			if (!this.source.passNoughts()) {
				throw new DefectException(Defect.TRAILING_DATA,
						"What follows the content at byte %d is neither more of it nor padding.".formatted(offset));
			}
			this.ended = true;
		}
		else if (this.source.peek(1).get() != (byte) MAGIC) {
			throw new DefectException(Defect.TRAILING_DATA,
					"What follows the content at byte %d is neither more of it nor padding."
						.formatted(this.source.offset()));
		}
		else {
			beginMember();
		}
	}

	private DefectException damaged() {
		return new DefectException(Defect.DATA_DAMAGED,
				"The archive cannot be unpacked beyond byte %d, or a little before.".formatted(this.source.offset()));
	}

}
