package io.coffer.probes;

import io.coffer.client.HttpClients;
import io.coffer.client.ProxyInterceptor;
import io.coffer.client.StorageErrors;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A client without a key: it sees the store as any plain HTTP client does. Redirects are
 * not followed.
 */
public final class AnonymousClient {

	/** More than any answer of S3 to the questions that are asked here. */
	private static final int MOST_BYTES = 64 * 1024;

	private final HttpClients http;

	AnonymousClient(HttpClients http) {
		this.http = http;
	}

	/**
	 * Sends a request without a body.
	 * @param method such as {@code GET}
	 * @throws io.coffer.problems.ProblemException
	 * {@link io.coffer.problems.ProblemType#STORAGE_UNREACHABLE} if no answer comes, or
	 * {@link io.coffer.problems.ProblemType#ENDPOINT_FORBIDDEN}
	 */
	public AnonymousResponse send(String method, URI url, Map<String, String> headers) {
		return call(request(method, url, headers), url);
	}

	/** The same with a body. */
	AnonymousResponse send(String method, URI url, Map<String, String> headers, byte[] body) {
		return call(request(method, url, headers).putHeader("Content-Length", Integer.toString(body.length))
			.contentStreamProvider(ContentStreamProvider.fromByteArray(body)), url);
	}

	private static SdkHttpFullRequest.Builder request(String method, URI url, Map<String, String> headers) {
		SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
			.method(SdkHttpMethod.fromValue(method))
			.uri(url);
		headers.forEach(request::putHeader);
		return request;
	}

	private AnonymousResponse call(SdkHttpFullRequest.Builder builder, URI url) {
		SdkHttpFullRequest request = builder.build();
		try {
			HttpExecuteResponse answer = this.http.to(url)
				.prepareRequest(HttpExecuteRequest.builder()
					.request(request)
					.contentStreamProvider(request.contentStreamProvider().orElse(null))
					.build())
				.call();
			return new AnonymousResponse(answer.httpResponse().statusCode(), headers(answer.httpResponse()),
					body(answer));
		}
		catch (IOException ex) {
			SdkClientException failure = SdkClientException.create("No answer to a plain request", ex);
			throw StorageErrors.translate(new ProxyInterceptor(this.http.proxyTo(url)).put(failure));
		}
	}

	private static Map<String, String> headers(SdkHttpResponse answer) {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		answer.forEachHeader((name, values) -> headers.put(name, String.join(", ", values)));
		return headers;
	}

	/** The beginning of the body; a longer one is cut off. */
	private static byte[] body(HttpExecuteResponse answer) throws IOException {
		if (answer.responseBody().isEmpty()) {
			return new byte[0];
		}
		AbortableInputStream body = answer.responseBody().get();
		try (InputStream in = body) {
			byte[] beginning = in.readNBytes(MOST_BYTES);
			body.abort();
			return beginning;
		}
	}

}
