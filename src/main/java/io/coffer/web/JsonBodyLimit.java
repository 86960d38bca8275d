package io.coffer.web;

import io.coffer.limits.UploadProperties;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Bounds what is read into memory: bodies that become a parameter of a controller, and so
 * not archives.
 */
@ControllerAdvice
@EnableConfigurationProperties(UploadProperties.class)
class JsonBodyLimit extends RequestBodyAdviceAdapter {

	/** Room for the longest names that one request may delete. */
	static final int MOST_BYTES = 1024 * 1024;

	private final long minRate;

	JsonBodyLimit(UploadProperties uploads) {
		this.minRate = uploads.minRate().toBytes();
	}

	@Override
	public boolean supports(MethodParameter parameter, Type target,
			Class<? extends HttpMessageConverter<?>> converter) {
		return true;
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type target,
			Class<? extends HttpMessageConverter<?>> converter) throws IOException {
		if (message.getHeaders().getContentLength() > MOST_BYTES) {
			throw tooLarge();
		}
		return new Bounded(message.getHeaders(),
				new Counted(new MinRateInputStream(message.getBody(), this.minRate, System::nanoTime)));
	}

	private static ProblemException tooLarge() {
		return new ProblemException(ProblemType.TOO_LARGE, "A JSON body may have at most " + MOST_BYTES + " bytes.")
			.hint("Send less at a time; archives go to POST /backups or PUT /backups/{key}.")
			.with("maxSize", MOST_BYTES);
	}

	private record Bounded(HttpHeaders headers, InputStream body) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return this.body;
		}

	}

	private static final class Counted extends FilterInputStream {

		private int count;

		Counted(InputStream body) {
			super(body);
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			this.count += Math.max(0, read);
			if (this.count > MOST_BYTES) {
				throw tooLarge();
			}
			return read;
		}

	}

}
