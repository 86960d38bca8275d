package io.coffer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Sends archives straight to the bucket, each call as its test wants it. */
public record DirectClient(Coffer coffer, String base) {

	public static final int PART = 5 * 1024 * 1024;

	private static final JsonMapper JSON = new JsonMapper();

	public DirectClient(Coffer coffer) {
		this(coffer, "/uploads/s3");
	}

	/** The same upload by another caller. */
	public DirectClient as(Coffer other) {
		return new DirectClient(other, this.base);
	}

	public Answer begin(String filename, Map<String, ?> metadata) {
		return this.coffer.sendJson("POST", this.base + "/multipart",
				JSON.writeValueAsString(Map.of("filename", filename, "type", "application/zip", "metadata", metadata)));
	}

	public Upload begun(String filename, Map<String, ?> metadata) {
		Answer begun = begin(filename, metadata).hasStatus(200);
		return new Upload(begun.key(), begun.json().get("uploadId").asString());
	}

	public Answer sign(Upload upload, int number) {
		return this.coffer.get(path(upload, "/" + number));
	}

	/** Sends one part, and gives the entity tag that the store answers. */
	public String put(Upload upload, int number, byte[] part) {
		URI url = URI.create(sign(upload, number).hasStatus(200).json().get("url").asString());
		HttpResponse<String> answer = put(url, part);
		if (answer.statusCode() != 200) {
			throw new AssertionError(answer.statusCode() + ": " + answer.body());
		}
		return answer.headers().firstValue("ETag").orElseThrow();
	}

	public static HttpResponse<String> put(URI url, byte[] part, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(url)
			.timeout(Duration.ofMinutes(1))
			.PUT(BodyPublishers.ofByteArray(part));
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Sends an archive's parts of 5 MiB that have these numbers. */
	public Map<Integer, String> put(Upload upload, byte[] archive, Integer... numbers) {
		Map<Integer, String> tags = new TreeMap<>();
		for (int number : numbers) {
			tags.put(number, put(upload, number, part(archive, number)));
		}
		return tags;
	}

	/** Sends all parts of an archive. */
	public Map<Integer, String> putAll(Upload upload, byte[] archive) {
		return put(upload, archive,
				IntStream.rangeClosed(1, (archive.length + PART - 1) / PART).boxed().toArray(Integer[]::new));
	}

	public Answer list(Upload upload) {
		return this.coffer.get(path(upload, ""));
	}

	public Answer complete(Upload upload, Map<Integer, String> tags) {
		List<Map<String, ?>> parts = tags.entrySet()
			.stream()
			.<Map<String, ?>>map((tag) -> Map.of("PartNumber", tag.getKey(), "ETag", tag.getValue()))
			.toList();
		return this.coffer.sendJson("POST", path(upload, "/complete"), JSON.writeValueAsString(Map.of("parts", parts)));
	}

	/** Completes without saying of which parts. */
	public Answer complete(Upload upload) {
		return this.coffer.post(path(upload, "/complete"));
	}

	public Answer abort(Upload upload) {
		return this.coffer.delete(path(upload, ""));
	}

	/** Sends and completes. */
	public Answer send(Upload upload, byte[] archive) {
		return complete(upload, putAll(upload, archive));
	}

	public String path(Upload upload, String more) {
		return this.base + "/multipart/" + upload.id() + more + "?key=" + Coffer.encode(upload.key());
	}

	public static byte[] part(byte[] archive, int number) {
		return Arrays.copyOfRange(archive, (number - 1) * PART, Math.min(number * PART, archive.length));
	}

	/** An upload as its client knows it. */
	public record Upload(String key, String id) {
	}

}
