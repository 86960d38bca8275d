package io.coffer.direct;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls as {@code @uppy/aws-s3} does, byte for byte where it matters, from a page of
 * another origin: an answer that a browser would keep from the page is none.
 */
abstract class UppyClient {

	static final String ORIGIN = "https://app.example.org";

	static final int CHUNK = 5 * 1024 * 1024;

	static final JsonMapper JSON = new JsonMapper();

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final String base;

	/**
	 * @param companion what the option {@code endpoint} or {@code companionEndpoint} says
	 */
	UppyClient(String companion) {
		this.base = companion + "/s3";
	}

	/** What is sent with every call to the service. */
	abstract Map<String, String> headers(boolean hasBody);

	abstract Map<String, ?> metadata(Map<String, @Nullable Object> meta);

	abstract String encodeKey(String key);

	/** What is kept of the header of a part's answer. */
	abstract String etag(String header);

	/** Whether the parts of one file are sent at the same time. */
	abstract boolean inParallel();

	/** What the user is shown of a refusal; the body may be anything. */
	abstract String shown(int status, String body);

	/** Whether the body of an answer to an abort is read. */
	abstract boolean readsAborted();

	JsonNode params(String filename, String type, Map<String, @Nullable Object> meta) {
		Map<String, Object> query = new LinkedHashMap<>(Map.of("filename", filename));
		query.put("type", type);
		metadata(meta).forEach((name, value) -> query.put("metadata[" + name + "]", value));
		return json(call("GET", "/params?" + String.join("&",
				query.entrySet().stream().map((one) -> form(one.getKey()) + "=" + form("" + one.getValue())).toList()),
				""));
	}

	Upload begin(String filename, String type, Map<String, @Nullable Object> meta) {
		JsonNode answer = json(call("POST", "/multipart",
				JSON.writeValueAsString(Map.of("filename", filename, "type", type, "metadata", metadata(meta)))));
		return new Upload(answer.get("uploadId").asString(), answer.get("key").asString());
	}

	/** Sends a file whole, and completes. */
	JsonNode send(Upload upload, byte[] file) {
		return send(upload, file, new LinkedHashMap<>());
	}

	/** Sends what is not there, and completes. */
	JsonNode resume(Upload upload, byte[] file) {
		Map<Integer, String> there = new LinkedHashMap<>();
		list(upload).forEach((part) -> there.put(part.get("PartNumber").intValue(), part.get("ETag").asString()));
		return send(upload, file, there);
	}

	JsonNode list(Upload upload) {
		return json(call("GET", path(upload, ""), ""));
	}

	/**
	 * Sends one part.
	 * @return the ETag as it will be sent on
	 */
	String put(Upload upload, int number, byte[] file) {
		JsonNode signed = json(call("GET", path(upload, "/" + number), ""));
		byte[] chunk = Arrays.copyOfRange(file, (number - 1) * CHUNK, Math.min(number * CHUNK, file.length));
		HttpRequest request = HttpRequest.newBuilder(URI.create(signed.get("url").asString()))
			.timeout(PATIENCE)
			.PUT(BodyPublishers.ofByteArray(chunk))
			.header("Origin", ORIGIN)
			.build();
		HttpResponse<String> answer = exchange(request);
		if (answer.statusCode() / 100 != 2) {
			throw new Refused(answer.statusCode(), "Non 2xx", answer.body());
		}
		if (!header(answer, "Access-Control-Expose-Headers").toLowerCase(Locale.ROOT).contains("etag")) {
			throw new AssertionError("The page cannot read the ETag");
		}
		return etag(header(answer, "ETag"));
	}

	JsonNode complete(Upload upload, Map<Integer, String> parts) {
		List<Map<String, Object>> list = parts.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((part) -> Map.<String, Object>of("PartNumber", part.getKey(), "ETag", part.getValue()))
			.toList();
		return json(call("POST", path(upload, "/complete"), JSON.writeValueAsString(Map.of("parts", list))));
	}

	void abort(Upload upload) {
		HttpResponse<String> answer = call("DELETE", path(upload, ""), "");
		if (readsAborted()) {
			json(answer);
		}
	}

	/** Writes as JavaScript's function of that name. */
	static String encodeURIComponent(String text) {
		return form(text).replace("+", "%20")
			.replace("%21", "!")
			.replace("%27", "'")
			.replace("%28", "(")
			.replace("%29", ")")
			.replace("%7E", "~");
	}

	/** Writes as {@code URLSearchParams}. */
	static String form(String text) {
		return URLEncoder.encode(text, UTF_8);
	}

	private JsonNode send(Upload upload, byte[] file, Map<Integer, String> there) {
		IntStream missing = IntStream.rangeClosed(1, (file.length + CHUNK - 1) / CHUNK)
			.filter((number) -> !there.containsKey(number));
		Map<Integer, String> sent = new LinkedHashMap<>(there);
		(inParallel() ? missing.parallel() : missing).mapToObj((number) -> Map.entry(number, put(upload, number, file)))
			.toList()
			.forEach((part) -> sent.put(part.getKey(), part.getValue()));
		return complete(upload, sent);
	}

	private String path(Upload upload, String more) {
		return "/multipart/" + encodeURIComponent(upload.id()) + more + "?key=" + encodeKey(upload.key());
	}

	private HttpResponse<String> call(String method, String path, String body) {
		BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.timeout(PATIENCE)
			.method(method, publisher)
			.header("Origin", ORIGIN);
		headers(!body.isEmpty()).forEach(request::header);
		HttpResponse<String> answer = exchange(request.build());
		if (answer.statusCode() / 100 != 2) {
			throw new Refused(answer.statusCode(), shown(answer.statusCode(), answer.body()), answer.body());
		}
		return answer;
	}

	/** As {@code res.json()}, which takes no empty body. */
	private static JsonNode json(HttpResponse<String> answer) {
		JsonNode json = JSON.readTree(answer.body());
		if (json.isMissingNode() || json.has("error")) {
			throw new AssertionError("The page takes this for a failure: " + answer.body());
		}
		return json;
	}

	private static HttpResponse<String> exchange(HttpRequest request) {
		try {
			HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
			if (!header(answer, "Access-Control-Allow-Origin").matches("\\*|" + ORIGIN)) {
				throw new AssertionError("The page cannot read the answer to " + request);
			}
			return answer;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

	/** What a page keeps of an upload. */
	record Upload(String id, String key) {
	}

	/** What the service or the bucket did not do. */
	static final class Refused extends RuntimeException {

		private final int status;

		private final String body;

		Refused(int status, String shown, String body) {
			super(shown);
			this.status = status;
			this.body = body;
		}

		int status() {
			return this.status;
		}

		JsonNode problem() {
			return JSON.readTree(this.body);
		}

	}

}
