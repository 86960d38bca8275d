package io.coffer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Coffer answered. */
public record Answer(HttpResponse<byte[]> response) {

	private static final JsonMapper JSON = new JsonMapper();

	public int status() {
		return this.response.statusCode();
	}

	public byte[] body() {
		return this.response.body();
	}

	public String text() {
		return new String(body(), StandardCharsets.UTF_8);
	}

	public JsonNode json() {
		return JSON.readTree(body());
	}

	public Optional<String> header(String name) {
		return this.response.headers().firstValue(name);
	}

	public Answer hasStatus(int expected) {
		assertThat(status()).as(text()).isEqualTo(expected);
		return this;
	}

	/** Is a problem of that status and code, written as RFC 9457 says. */
	public Answer isProblem(int status, String code) {
		hasStatus(status);
		assertThat(header("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/problem+json"));
		assertThat(json().get("code").asString()).isEqualTo(code);
		assertThat(json().get("status").asInt()).isEqualTo(status);
		return this;
	}

	public String key() {
		return json().get("key").asString();
	}

}
