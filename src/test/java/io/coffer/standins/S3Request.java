package io.coffer.standins;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.web.util.UriUtils;

/**
 * One request, read whole.
 *
 * @param host what the client wrote as {@code Host}, port included
 * @param path decoded
 * @param parameters of the query, decoded; those without a value have an empty one
 */
@SuppressWarnings("ArrayRecordComponent") // requests are not compared
record S3Request(String method, String host, String path, Map<String, String> parameters, Headers headers,
		byte[] body) {

	/** Larger bodies than any test sends are refused, as no body is streamed. */
	private static final int LARGEST_BODY = 64 * 1024 * 1024;

	static S3Request of(HttpExchange exchange) throws IOException {
		URI uri = exchange.getRequestURI();
		byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
		if (body.length > LARGEST_BODY) {
			throw new Refusal(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
		}
		Headers headers = exchange.getRequestHeaders();
		String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
		return new S3Request(exchange.getRequestMethod(), host, decode(uri.getRawPath()), parameters(uri.getRawQuery()),
				headers, body);
	}

	S3Request with(byte[] otherBody) {
		return new S3Request(this.method, this.host, this.path, this.parameters, this.headers, otherBody);
	}

	/** The same without such parameters. */
	S3Request without(Predicate<String> parameter) {
		Map<String, String> others = new TreeMap<>(this.parameters);
		others.keySet().removeIf(parameter);
		return new S3Request(this.method, this.host, this.path, others, this.headers, this.body);
	}

	/** The host's name alone. */
	String hostName() {
		return this.host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
	}

	boolean asks(String parameter) {
		return this.parameters.containsKey(parameter);
	}

	String parameter(String name) {
		return this.parameters.getOrDefault(name, "");
	}

	/** The value of a header, empty if there is none. */
	String header(String name) {
		return Optional.ofNullable(this.headers.getFirst(name)).orElse("");
	}

	/** The names of the headers, in lower case. */
	Stream<String> headerNames() {
		return this.headers.keySet().stream().map((name) -> name.toLowerCase(Locale.ROOT));
	}

	boolean hasHeaderLike(String prefix) {
		return headerNames().anyMatch((name) -> name.startsWith(prefix));
	}

	/** Whether a header holds a checksum of the body, or says of which kind it is. */
	boolean hasChecksumHeader() {
		return hasHeaderLike("x-amz-checksum-") || hasHeaderLike("x-amz-sdk-checksum-algorithm");
	}

	private static Map<String, String> parameters(String query) {
		Map<String, String> parameters = new TreeMap<>();
		if (query != null && !query.isEmpty()) {
			for (String parameter : query.split("&", -1)) {
				int equals = parameter.indexOf('=');
				parameters.put(decode((equals < 0) ? parameter : parameter.substring(0, equals)),
						(equals < 0) ? "" : decode(parameter.substring(equals + 1)));
			}
		}
		return parameters;
	}

	private static String decode(String text) {
		return UriUtils.decode(text, StandardCharsets.UTF_8);
	}

}
