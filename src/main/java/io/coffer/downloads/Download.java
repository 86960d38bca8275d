package io.coffer.downloads;

import io.coffer.limits.Work;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** What became of one download: how much went out, and whether the client took it. */
final class Download {

	private @Nullable Body body;

	/** Watches the bytes that go to the client. */
	OutputStream to(OutputStream client) {
		Body watched = new Body(client);
		this.body = watched;
		return watched;
	}

	/** Whether there were bytes to send. */
	boolean hasBody() {
		return this.body != null;
	}

	/** How many bytes went out. */
	long bytes() {
		return (this.body != null) ? this.body.count : 0;
	}

	/** Whether the client went away. */
	boolean isBrokenOff() {
		return this.body != null && this.body.broken;
	}

	private static final class Body extends FilterOutputStream {

		private final Work work = Work.current();

		private long count;

		private boolean broken;

		Body(OutputStream client) {
			super(client);
		}

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.work.requireGoingOn();
			try {
				this.out.write(bytes, offset, length);
			}
			catch (IOException ex) {
				this.work.requireGoingOn();
				this.broken = true;
				throw ex;
			}
			this.count += length;
			this.work.moved(length);
		}

	}

}
