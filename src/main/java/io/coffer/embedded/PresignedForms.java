package io.coffer.embedded;

import java.util.Locale;
import org.gaul.shaded.org.eclipse.jetty.http.HttpFields;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body that is sent to a presigned URL for what it is, also where its sender
 * calls it a form, as {@code curl --data-binary} does: S3Proxy would look for parameters
 * in it.
 */
final class PresignedForms extends Handler.Wrapper {

	PresignedForms(@Nullable Handler handler) {
		super(handler);
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		return super.handle(isPresigned(request) && isForm(request) ? new Untyped(request) : request, response,
				callback);
	}

	private static boolean isPresigned(Request request) {
		return String.valueOf(request.getHttpURI().getQuery()).contains("X-Amz-SignedHeaders=host&");
	}

	private static boolean isForm(Request request) {
		return String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE))
			.toLowerCase(Locale.ROOT)
			.startsWith("application/x-www-form-urlencoded");
	}

	private static final class Untyped extends Request.Wrapper {

		private final HttpFields headers;

		Untyped(Request request) {
			super(request);
			this.headers = HttpFields.build(request.getHeaders()).remove(HttpHeader.CONTENT_TYPE).asImmutable();
		}

		@Override
		public HttpFields getHeaders() {
			return this.headers;
		}

	}

}
