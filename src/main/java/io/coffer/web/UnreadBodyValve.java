package io.coffer.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Deals with what is left of a body once its request is answered. A client that is still
 * sending sees its connection break instead of the answer if nobody reads on (RFC 9112
 * section 9.6), so some is read. Tomcat would do that for as long as it takes: a client
 * without a token that drips, or is silent, would keep a thread.
 */
class UnreadBodyValve extends ValveBase {

	/** With {@code coffer.requests.max}, fewer than Tomcat has threads. */
	private static final int MOST_BODIES = 20;

	private static final int MOST_BYTES = 2 * 1024 * 1024;

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private final Semaphore places = new Semaphore(MOST_BODIES);

	UnreadBodyValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		if (!request.isAsync() && is(ActionCode.IS_IO_ALLOWED, request) && !isRead(request)) {
			response.finishResponse();
			if (!readOn(request)) {
				request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
			}
		}
	}

	/** Whether the end has come. Whoever waits for leave to send is not waited for. */
	private boolean readOn(Request request) throws IOException {
		if (request.getCoyoteRequest().hasExpectation() || !this.places.tryAcquire()) {
			return false;
		}
		try {
			Discard discard = new Discard();
			long begun = System.nanoTime();
			int total = 0;
			while (total < MOST_BYTES && System.nanoTime() - begun < LONGEST.toNanos()) {
				int count = request.getCoyoteRequest().doRead(discard);
				if (count < 0) {
					return true;
				}
				total += count;
			}
			return false;
		}
		finally {
			this.places.release();
		}
	}

	private static boolean isRead(Request request) {
		return is(ActionCode.REQUEST_BODY_FULLY_READ, request);
	}

	private static boolean is(ActionCode question, Request request) {
		AtomicBoolean answer = new AtomicBoolean();
		request.getCoyoteRequest().action(question, answer);
		return answer.get();
	}

	/** Takes Tomcat's own buffer and leaves it alone. */
	private static final class Discard implements ApplicationBufferHandler {

		private ByteBuffer bytes = ByteBuffer.allocate(0);

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

	}

}
