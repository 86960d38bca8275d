package io.coffer.integrity;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** An archive whose reader is halted at one of its bytes. */
@SuppressWarnings("ArrayRecordComponent")
record HaltingBytes(byte[] archive, int at, CountDownLatch there, CountDownLatch goOn) implements ArchiveBytes {

	@Override
	public long size() {
		return this.archive.length;
	}

	@Override
	public InputStream inOrder() {
		InputStream rest = new ByteArrayInputStream(this.archive, this.at, this.archive.length - this.at) {

			@Override
			public synchronized int read(byte[] bytes, int offset, int length) {
				try {
					HaltingBytes.this.there.countDown();
					HaltingBytes.this.goOn.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				return super.read(bytes, offset, length);
			}

		};
		return new SequenceInputStream(new ByteArrayInputStream(this.archive, 0, this.at), rest);
	}

	@Override
	public byte[] read(long offset, int length) {
		return Arrays.copyOfRange(this.archive, (int) offset, (int) offset + length);
	}

}
