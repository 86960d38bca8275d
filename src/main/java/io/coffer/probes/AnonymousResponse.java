package io.coffer.probes;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * What a plain HTTP client is answered. Any server may be at the endpoint, so nothing of
 * it is ever shown.
 *
 * @param status the HTTP status
 * @param headers the headers, their names in any case
 * @param beginning the first 64 KiB of the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record AnonymousResponse(int status, Map<String, String> headers, byte[] beginning) {

	/** The header's value, or empty. */
	public String header(String name) {
		return Objects.requireNonNullElse(this.headers.get(name), "");
	}

	/** The beginning of the body as text. */
	public String text() {
		return new String(this.beginning, StandardCharsets.UTF_8).strip();
	}

	/** Whether the request was fulfilled. */
	public boolean ok() {
		return this.status >= 200 && this.status < 300;
	}

}
