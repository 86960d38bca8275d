package io.coffer.server;

import io.coffer.server.UnreadBody.Limit;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Deals with what is left of a body once its request is answered. A client that is still
 * sending sees its connection break instead of the answer if the rest is not read (RFC
 * 9112 section 9.6). A caller's body is read like an upload, and beyond the largest one,
 * since that is what many are refused for; of a stranger's so much that a usual client
 * gets its answer. Tomcat would read on for as long as it takes: a client without a token
 * that drips, or is silent, would keep a thread.
 */
class UnreadBodyValve extends ValveBase {

	/** With all requests that go on at the same time, fewer than Tomcat has threads. */
	private static final int MOST_OF_STRANGERS = 16;

	/** Measured: all but the slowest programs come to read their answer within these. */
	private static final long BYTES_OF_STRANGERS = 1L << 30;

	private static final Duration TIME_OF_STRANGERS = Duration.ofSeconds(10);

	private final Semaphore strangers = new Semaphore(MOST_OF_STRANGERS);

	private final RefusedBodies refused;

	private final Limit ofCallers;

	private final Limit ofStrangers;

	UnreadBodyValve(RefusedBodies refused, Limit upload) {
		super(true);
		this.refused = refused;
		this.ofCallers = upload.withMore(BYTES_OF_STRANGERS);
		this.ofStrangers = new Limit(BYTES_OF_STRANGERS, TIME_OF_STRANGERS, upload.stall(), 0);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		// Until the caller is known: see RequestLimitFilter
		response.setHeader(HttpHeaders.CONNECTION, "close");
		try {
			getNext().invoke(request, response);
			UnreadBody body = new UnreadBody(request.getCoyoteRequest());
			if (body.isCut()) {
				PatientProcessor.reset(request.getCoyoteRequest());
			}
			else if (!request.isAsync() && body.isThere()) {
				response.finishResponse();
				if (body.isWithheld() || !readOn(body, RequestPermit.of(request))) {
					request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
				}
			}
		}
		finally {
			RequestPermit.release(request);
		}
	}

	private boolean readOn(UnreadBody body, @Nullable RequestPermit place) throws IOException {
		if (place != null && place.caller() != null) {
			Optional<Runnable> end = this.refused.begin(place.caller());
			if (end.isPresent()) {
				try {
					return body.readOn(this.ofCallers);
				}
				finally {
					end.get().run();
				}
			}
		}
		return this.strangers.tryAcquire() && readOnAsStranger(body);
	}

	private boolean readOnAsStranger(UnreadBody body) throws IOException {
		try {
			return body.readOn(this.ofStrangers);
		}
		finally {
			this.strangers.release();
		}
	}

}
