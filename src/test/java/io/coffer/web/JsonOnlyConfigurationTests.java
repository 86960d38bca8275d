package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Wire;
import io.coffer.testing.Wire.Answer;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@WebTest
class JsonOnlyConfigurationTests {

	private static final String CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { CHROME, "text/html", "application/xml", "text/xml, */*;q=0.1", "application/*+xml", "*/*",
			"application/json", "nonsense" })
	void anAnswerIsJsonWhateverTheClientAccepts(String accept) throws IOException {
		Answer answer = Wire.ask(this.port, "GET /shelf", "Accept: " + accept);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.json().get("storedAt").asString()).isEqualTo("2025-07-11T09:30:00Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { CHROME, "application/json", "application/zip" })
	void aRouteThatNamesAnotherTypeAnswersIt(String accept) throws IOException {
		Answer answer = Wire.ask(this.port, "GET /shelf/content", "Accept: " + accept);
		assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
		Answer declared = Wire.ask(this.port, "GET /shelf/declared", "Accept: " + accept);
		assertThat(declared.header("Content-Type")).isEqualTo("application/zip");
	}

	@ParameterizedTest
	@ValueSource(strings = { CHROME, "application/json", "*/*" })
	void theHealthIsJson(String accept) throws IOException {
		Answer answer = Wire.ask(this.port, "GET /actuator/health/liveness", "Accept: " + accept);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("status").asString()).isEqualTo("UP");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { CHROME, "text/plain", "*/*", "application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1" })
	void theMetricsKeepTheirOwnFormat(String accept) throws IOException {
		Answer answer = Wire.ask(this.port, "GET /actuator/prometheus", "Accept: " + accept);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).containsAnyOf("text/plain", "application/openmetrics-text");
		assertThat(answer.body()).contains("jvm_memory_used_bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { CHROME, "text/html", "*/*" })
	void theApiPageIsServed(String accept) throws IOException {
		Answer entry = Wire.ask(this.port, "GET /swagger-ui.html", "Accept: " + accept);
		assertThat(entry.status()).isEqualTo(302);
		assertThat(entry.header("Location")).endsWith("/swagger-ui/index.html");
		Answer page = Wire.ask(this.port, "GET /swagger-ui/index.html", "Accept: " + accept);
		assertThat(page.header("Content-Type")).startsWith("text/html");
		assertThat(page.body()).contains("swagger-ui");
		Answer script = Wire.ask(this.port, "GET /swagger-ui/swagger-initializer.js", "Accept: " + accept);
		assertThat(script.header("Content-Type")).contains("javascript");
		assertThat(script.body()).contains("/v3/api-docs");
		Answer yaml = Wire.ask(this.port, "GET /v3/api-docs.yaml", "Accept: " + accept);
		assertThat(yaml.body()).startsWith("openapi: 3.1");
	}

	record Kept(String name, Instant storedAt) {
	}

	@Hidden
	@RestController
	static class Shelf {

		@GetMapping("/shelf")
		Kept get() {
			return new Kept("a.zip", Instant.parse("2025-07-11T09:30:00Z"));
		}

		@GetMapping("/shelf/content")
		ResponseEntity<byte[]> content() {
			return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/zip")).body(new byte[22]);
		}

		@GetMapping(path = "/shelf/declared", produces = "application/zip")
		byte[] declared() {
			return new byte[22];
		}

	}

}
