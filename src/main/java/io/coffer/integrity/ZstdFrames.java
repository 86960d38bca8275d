package io.coffer.integrity;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The bytes of a Zstandard file on their way to the decoder, whose frames and blocks (RFC
 * 8878 §3.1) are followed meanwhile: the decoder sees no frame that takes more memory
 * than there is, and where the file ends is seen without it.
 */
final class ZstdFrames extends InputStream {

	private static final int MAGIC = 0xfd2fb528;

	private static final int SKIPPABLE = 0x184d2a50;

	/** Of the versions before the format was settled, the last byte tells which. */
	private static final int OLD = 0xfd2fb520;

	private static final int LONGEST_HEADER = 18;

	private static final int[] DICTIONARY_ID_SIZES = { 0, 1, 2, 4 };

	private static final int LARGEST_BLOCK = 128 * 1024;

	private final ArchiveInput source;

	private final WindowMemory.Share memory;

	/** How many bytes are to come before the next header. */
	private long left;

	private boolean inFrame;

	private boolean lastBlock;

	private boolean hasChecksum;

	private boolean anyFrame;

	ZstdFrames(ArchiveInput source, WindowMemory.Share memory) {
		this.source = source;
		this.memory = memory;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	/**
	 * Reads at most to the end of a block.
	 * @throws DefectException if the format is not kept, or if a frame begins that is not
	 * to be unpacked here
	 * @throws EOFException if it ends within a frame
	 */
	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (!advance()) {
			return -1;
		}
		int count = this.source.read(bytes, offset, (int) Math.min(length, this.left));
		if (count < 0) {
			throw new EOFException();
		}
		this.left -= count;
		return count;
	}

	/**
	 * Passes over the frame that was refused, and all others.
	 * @throws DefectException if the format is not kept
	 * @throws EOFException if it ends within a frame
	 */
	void passAll() throws IOException {
		boolean more = true;
		while (more) {
			this.source.pass(this.left);
			this.left = 0;
			try {
				more = advance();
			}
			catch (DefectException ex) {
				if (ex.isDamage() || this.left == 0) {
					throw ex;
				}
			}
		}
	}

	/** Finds what comes next; false at the end of everything. */
	private boolean advance() throws IOException {
		while (this.left == 0) {
			if (!this.inFrame) {
				if (!beginFrame()) {
					return false;
				}
			}
			else if (!this.lastBlock) {
				beginBlock();
			}
			else {
				this.inFrame = false;
				this.left = this.hasChecksum ? 4 : 0;
			}
		}
		return true;
	}

	private boolean beginFrame() throws IOException {
		ByteBuffer header = this.source.peek(LONGEST_HEADER);
		if (!header.hasRemaining() && this.anyFrame) {
			return false;
		}
		if (header.remaining() < 5) {
			throw new EOFException();
		}
		this.anyFrame = true;
		int magic = header.getInt(0);
		if ((magic & ~0xf) == SKIPPABLE) {
			if (header.remaining() < 8) {
				throw new EOFException();
			}
			this.left = 8 + (header.getInt(4) & 0xffffffffL);
			return true;
		}
		if (magic != MAGIC) {
			throw (magic & ~0xf) == OLD
					? DefectException.notCheckable("The archive is of a version of Zstandard before 0.8.")
					: new DefectException(Defect.HEADER_DAMAGED,
							"No Zstandard frame begins at byte %d.".formatted(this.source.offset()));
		}
		beginFrame(header, header.get(4) & 0xff);
		return true;
	}

	private void beginFrame(ByteBuffer header, int descriptor) throws IOException {
		boolean singleSegment = (descriptor & 1 << 5) != 0;
		int dictionaryId = DICTIONARY_ID_SIZES[descriptor & 3];
		int contentSize = 1 << (descriptor >> 6);
		if (contentSize == 1 && !singleSegment) {
			contentSize = 0;
		}
		int beforeId = singleSegment ? 5 : 6;
		int length = beforeId + dictionaryId + contentSize;
		if (header.remaining() < length) {
			throw new EOFException();
		}
		this.inFrame = true;
		this.lastBlock = false;
		this.hasChecksum = (descriptor & 1 << 2) != 0;
		this.left = length;
		if (number(header, beforeId, dictionaryId) != 0) {
			throw DefectException.notCheckable("The archive was packed with a dictionary that it does not hold.");
		}
		// A size of two bytes does not count the first 256
		this.memory
			.atLeast(singleSegment ? number(header, length - contentSize, contentSize) + ((contentSize == 2) ? 256 : 0)
					: window(header.get(5)));
	}

	private void beginBlock() throws IOException {
		ByteBuffer bytes = this.source.peek(3);
		if (bytes.remaining() < 3) {
			throw new EOFException();
		}
		int header = (int) number(bytes, 0, 3);
		int type = header >> 1 & 3;
		int size = header >> 3;
		if (type == 3 || size > LARGEST_BLOCK) {
			throw new DefectException(Defect.DATA_DAMAGED,
					"No Zstandard block begins at byte %d.".formatted(this.source.offset()));
		}
		this.lastBlock = (header & 1) != 0;
		// One byte stands for all of a block that repeats it
		this.left = 3L + ((type == 1) ? 1 : size);
	}

	/** The window of that descriptor, in bytes. */
	private static long window(byte descriptor) {
		long base = 1L << (10 + ((descriptor & 0xff) >> 3));
		return base + base / 8 * (descriptor & 7);
	}

	private static long number(ByteBuffer bytes, int offset, int length) {
		long number = 0;
		for (int i = length - 1; i >= 0; i--) {
			number = (number << Byte.SIZE) | (bytes.get(offset + i) & 0xff);
		}
		return number;
	}

}
