package io.coffer.downloads;

import io.coffer.audit.AuditEvent;
import io.coffer.limits.Work;
import io.coffer.problems.ProblemType;
import io.micrometer.core.instrument.Timer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** What became of one download: how much went out, and whether the client took it. */
final class Download {

	static final String BROKEN_OFF = "broken-off";

	private final Timer.Sample time;

	private @Nullable Body body;

	private @Nullable ProblemType problem;

	private boolean complete;

	/** A download that begins when the time does. */
	Download(Timer.Sample time) {
		this.time = time;
	}

	Timer.Sample time() {
		return this.time;
	}

	/** All that was to be sent has gone out. */
	void complete() {
		this.complete = true;
	}

	boolean isComplete() {
		return this.complete;
	}

	/** A problem has ended it. */
	void fail(ProblemType problem) {
		this.problem = problem;
	}

	@Nullable ProblemType problem() {
		return this.problem;
	}

	/** How it ended, in the words of the audit log. */
	String outcome() {
		if (isBrokenOff()) {
			return BROKEN_OFF;
		}
		if (this.problem != null) {
			return this.problem.code();
		}
		return this.complete ? AuditEvent.OK : AuditEvent.FAILED;
	}

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
