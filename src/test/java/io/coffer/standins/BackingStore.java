package io.coffer.standins;

import io.coffer.testing.TemporaryDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.springframework.web.util.UriUtils;

/**
 * The bucket behind a stand-in: an S3 server that asks for no signature. It joins no
 * parts under 5 MiB, which some providers would.
 */
final class BackingStore {

	/** What reaches an object; everything else is for the stand-in alone. */
	private static final Set<String> REQUEST_HEADERS = Set.of("content-type", "content-disposition", "cache-control",
			"range", "if-match");

	private static final Set<String> ANSWER_HEADERS = Set.of("content-type", "content-disposition", "cache-control",
			"content-range", "accept-ranges", "etag", "last-modified");

	private static final String METADATA = "x-amz-meta-";

	private static final long LARGEST_PART = 64L * 1024 * 1024;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final S3Proxy server;

	private final String bucket;

	/** Serves a new directory, in which the bucket is one more. */
	BackingStore(String bucket) {
		this.bucket = bucket;
		try {
			Path directory = TemporaryDirectory.create();
			Files.createDirectory(directory.resolve(bucket));
			this.server = S3Proxy.builder()
				.blobStore(new FilesystemNio2BlobStore(directory.toString()))
				.endpoint(URI.create("http://127.0.0.1:0"))
				.awsAuthentication(AuthenticationType.NONE, null, null)
				.v4MaxNonChunkedRequestSize(LARGEST_PART)
				.ignoreUnknownHeaders(true)
				.build();
			this.server.start();
		}
		catch (Exception ex) {
			throw new IllegalStateException("The store behind the stand-ins does not start", ex);
		}
	}

	boolean has(String key) throws IOException {
		return send("HEAD", key, Map.of(), Map.of(), new byte[0]).succeeded();
	}

	/** Does what is asked with that key, or with the bucket if it is empty. */
	S3Answer perform(S3Request request, String key) throws IOException {
		Map<String, String> headers = new TreeMap<>();
		request.headerNames()
			.filter((name) -> REQUEST_HEADERS.contains(name) || name.startsWith(METADATA))
			.forEach((name) -> headers.put(name, request.header(name)));
		S3Request plain = request
			.without((parameter) -> parameter.startsWith("X-Amz-") || parameter.startsWith("x-id"));
		if (request.asks("delete")) {
			headers.put("content-md5", md5(request.body()));
		}
		return send(request.method(), key, plain.parameters(), headers, request.body());
	}

	/** What {@code Content-MD5} says of a body. */
	static String md5(byte[] body) {
		try {
			return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private S3Answer send(String method, String key, Map<String, String> query, Map<String, String> headers,
			byte[] body) throws IOException {
		String parameters = query.entrySet()
			.stream()
			.map((parameter) -> encode(parameter.getKey())
					+ (parameter.getValue().isEmpty() ? "" : "=" + encode(parameter.getValue())))
			.collect(Collectors.joining("&"));
		String path = "/" + this.bucket + (key.isEmpty() ? "" : "/" + encode(key).replace("%2F", "/"));
		URI uri = URI.create(
				"http://127.0.0.1:" + this.server.getPort() + path + (parameters.isEmpty() ? "" : "?" + parameters));
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.method(method, (body.length == 0) ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
		headers.forEach(request::header);
		try {
			return answer(this.client.send(request.build(), BodyHandlers.ofByteArray()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	private static S3Answer answer(HttpResponse<byte[]> response) {
		Map<String, String> headers = new TreeMap<>();
		response.headers().map().forEach((name, values) -> {
			if (ANSWER_HEADERS.contains(name) || name.startsWith(METADATA)
					|| (response.request().method().equals("HEAD") && name.equals("content-length"))) {
				headers.put(name, values.get(0));
			}
		});
		return new S3Answer(response.statusCode(), headers, response.body());
	}

	private static String encode(String text) {
		return UriUtils.encode(text, StandardCharsets.UTF_8);
	}

}
