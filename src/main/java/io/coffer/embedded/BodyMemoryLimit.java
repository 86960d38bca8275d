package io.coffer.embedded;

import java.util.concurrent.Semaphore;
import org.gaul.shaded.org.eclipse.jetty.http.HttpFields;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.http.HttpStatus;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory of all bodies that S3Proxy holds whole before it knows who has sent
 * them: those that are neither signed in chunks nor unsigned. What would be more is told
 * to come again. Coffer itself sends none of these.
 */
final class BodyMemoryLimit extends Handler.Wrapper {

	private static final String CONTENT = "x-amz-content-sha256";

	private final int largest;

	private final Semaphore free;

	/**
	 * Counts the bodies on their way to a handler.
	 * @param largest how many bytes of one are held at most
	 * @param total how many of all
	 */
	BodyMemoryLimit(@Nullable Handler handler, int largest, int total) {
		super(handler);
		this.largest = largest;
		this.free = new Semaphore(total);
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		int bytes = held(request);
		if (!this.free.tryAcquire(bytes)) {
			response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
			response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
			callback.succeeded();
			return true;
		}
		try {
			Request.addCompletionListener(request, (failure) -> this.free.release(bytes));
		}
		catch (RuntimeException | Error ex) {
			this.free.release(bytes);
			throw ex;
		}
		return super.handle(request, response, callback);
	}

	private int held(Request request) {
		HttpFields headers = request.getHeaders();
		String content = String.valueOf(headers.get(CONTENT));
		boolean streamed = content.startsWith("STREAMING-") || content.equals("UNSIGNED-PAYLOAD")
				|| String.valueOf(request.getHttpURI().getQuery()).contains("X-Amz-Algorithm");
		if (streamed) {
			return 0;
		}
		if (headers.contains(HttpHeader.TRANSFER_ENCODING)) {
			return this.largest;
		}
		return (int) Math.min(this.largest, Math.max(0, request.getLength()));
	}

}
