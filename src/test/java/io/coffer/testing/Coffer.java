package io.coffer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of Coffer with one token, or with none if that is empty. */
public record Coffer(int port, String token) {

	private static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	public Answer get(String path, String... headers) {
		return send("GET", path, BodyPublishers.noBody(), headers);
	}

	public Answer head(String path, String... headers) {
		return send("HEAD", path, BodyPublishers.noBody(), headers);
	}

	public Answer delete(String path, String... headers) {
		return send("DELETE", path, BodyPublishers.noBody(), headers);
	}

	public Answer post(String path, String... headers) {
		return send("POST", path, BodyPublishers.noBody(), headers);
	}

	/** Uploads under a name that Coffer makes. */
	public Answer upload(byte[] archive, String query, String... headers) {
		return send("POST", "/backups" + query, BodyPublishers.ofByteArray(archive), headers);
	}

	/** Uploads under a name of the client's choosing. */
	public Answer uploadAs(String key, byte[] archive, String... headers) {
		return send("PUT", "/backups/" + encode(key), BodyPublishers.ofByteArray(archive), headers);
	}

	public Answer sendJson(String method, String path, String json) {
		return send(method, path, BodyPublishers.ofString(json), "Content-Type", "application/json");
	}

	/** Sends a request as it is; the path is encoded already. */
	public Answer send(String method, String path, BodyPublisher body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(Duration.ofMinutes(2))
			.method(method, body);
		if (!this.token.isEmpty()) {
			request.header("Authorization", "Bearer " + this.token);
		}
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		try {
			return new Answer(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Writes one path segment as RFC 3986 asks. */
	public static String encode(String segment) {
		return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
