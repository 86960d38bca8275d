package io.coffer.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** Calls a running Coffer as a client would. */
public final class ApiClient {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final int port;

	/** A client of the Coffer that listens on that port. */
	public ApiClient(int port) {
		this.port = port;
	}

	/**
	 * Sends a request without a body.
	 * @param route method and path, such as {@code GET /config}
	 * @param token the bearer token, or null to send none
	 */
	public HttpResponse<String> call(String route, @Nullable String token) {
		return callAs(route, (token != null) ? "Bearer " + token : null);
	}

	HttpResponse<String> callAs(String route, @Nullable String authorization) {
		int space = route.indexOf(' ');
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + route.substring(space + 1)))
			.method(route.substring(0, space), BodyPublishers.noBody());
		if (authorization != null) {
			request.header("Authorization", authorization);
		}
		try {
			return HTTP.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
