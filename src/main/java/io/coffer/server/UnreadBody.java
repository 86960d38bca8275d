package io.coffer.server;

import io.coffer.web.MinRate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** What is left of a request's body when the request is answered. */
final class UnreadBody implements ApplicationBufferHandler {

	private final Request request;

	private ByteBuffer bytes = ByteBuffer.allocate(0);

	UnreadBody(Request request) {
		this.request = request;
	}

	/** Whether there is a body that can still be read. */
	boolean isThere() {
		return !isCut() && !is(ActionCode.REQUEST_BODY_FULLY_READ);
	}

	/** Whether the connection is to be closed at once. */
	boolean isCut() {
		return !is(ActionCode.IS_IO_ALLOWED);
	}

	/** Whether the client waits for leave to send it, which it has not got. */
	boolean isWithheld() {
		return this.request.hasExpectation() && this.request.getBytesRead() == 0;
	}

	/**
	 * Reads on, without keeping anything.
	 * @return whether the end came before the limit did
	 */
	boolean readOn(Limit limit) throws IOException {
		MinRate pace = new MinRate(limit.minRate());
		long begun = System.nanoTime();
		long total = 0;
		long spent = 0;
		while (total < limit.bytes() && spent < limit.time().toNanos()) {
			PatientProcessor.waitAtMost(min(limit.stall(), limit.time().minusNanos(spent)), this.request);
			int count = this.request.doRead(this);
			if (count < 0) {
				return true;
			}
			long now = System.nanoTime() - begun;
			if (!pace.keepsUp(count, now - spent)) {
				return false;
			}
			total += count;
			spent = now;
		}
		return false;
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private boolean is(ActionCode question) {
		AtomicBoolean answer = new AtomicBoolean();
		this.request.action(question, answer);
		return answer.get();
	}

	/** Tomcat's own buffer, which is left alone. */
	@Override
	public void setByteBuffer(ByteBuffer buffer) {
		this.bytes = buffer;
	}

	@Override
	public ByteBuffer getByteBuffer() {
		return this.bytes;
	}

	@Override
	public void expand(int size) {
	}

	/**
	 * How long to read on.
	 *
	 * @param bytes so many, and no more than fit beyond them into one read
	 * @param time in all
	 * @param stall without a byte
	 * @param minRate the fewest bytes per second
	 */
	record Limit(long bytes, Duration time, Duration stall, long minRate) {

		Limit withMore(long moreBytes) {
			long most = Math.min(this.bytes, Long.MAX_VALUE - moreBytes) + moreBytes;
			return new Limit(most, this.time, this.stall, this.minRate);
		}

	}

}
