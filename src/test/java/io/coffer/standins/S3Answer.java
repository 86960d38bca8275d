package io.coffer.standins;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What is answered; the length of the body is a header when there is none. */
@SuppressWarnings("ArrayRecordComponent") // answers are not compared
record S3Answer(int status, Map<String, String> headers, byte[] body) {

	static S3Answer xml(int status, String document) {
		return new S3Answer(status, Map.of("Content-Type", "application/xml"),
				("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + document).getBytes(StandardCharsets.UTF_8));
	}

	S3Answer with(String header, String value) {
		Map<String, String> more = new TreeMap<>(this.headers);
		more.put(header, value);
		return new S3Answer(this.status, more, this.body);
	}

	String header(String name) {
		return this.headers.getOrDefault(name, "");
	}

	boolean succeeded() {
		return this.status / 100 == 2;
	}

	/** Sends it; a HEAD is answered without a body, as it must be. */
	void send(HttpExchange exchange) throws IOException {
		this.headers.forEach(exchange.getResponseHeaders()::set);
		boolean empty = exchange.getRequestMethod().equals("HEAD") || this.body.length == 0;
		exchange.sendResponseHeaders(this.status, empty ? -1 : this.body.length);
		if (!empty) {
			exchange.getResponseBody().write(this.body);
		}
	}

}
