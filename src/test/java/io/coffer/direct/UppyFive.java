package io.coffer.direct;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Version 5.1.0 of {@code @uppy/aws-s3}. */
final class UppyFive extends UppyClient {

	private final String token;

	UppyFive(String endpoint, String token) {
		super(endpoint);
		this.token = token;
	}

	@Override
	Map<String, String> headers(boolean hasBody) {
		Map<String, String> headers = new LinkedHashMap<>(
				Map.of("Accept", "application/json", "Authorization", "Bearer " + this.token));
		if (hasBody) {
			headers.put("Content-Type", "application/json");
		}
		return headers;
	}

	/** Of each value {@code String(value)}, of none that is null or undefined. */
	@Override
	Map<String, ?> metadata(Map<String, @Nullable Object> meta) {
		Map<String, String> strings = new LinkedHashMap<>();
		meta.forEach((name, value) -> {
			if (value != null) {
				strings.put(name, value.toString());
			}
		});
		return strings;
	}

	@Override
	String encodeKey(String key) {
		return encodeURIComponent(key);
	}

	@Override
	String etag(String header) {
		return header;
	}

	@Override
	boolean inParallel() {
		return true;
	}

	@Override
	String shown(int status, String body) {
		JsonNode message = JSON.readTree(body).get("message");
		return (status == 401) ? "Authorization required"
				: (message != null && status < 500) ? message.asString() : "Could not";
	}

	@Override
	boolean readsAborted() {
		return true;
	}

}
