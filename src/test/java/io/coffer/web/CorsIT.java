package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.RunningCoffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Pages of a named origin may call Coffer; to others it says nothing of CORS. */
@TestPropertySource(properties = "coffer.cors.allowed-origins=https://app.example.org,http://localhost:3000")
class CorsIT extends RunningCoffer {

	private static final String TOKEN = "Authorization: Bearer " + ADMIN_TOKEN;

	@ParameterizedTest
	@ValueSource(strings = { "https://app.example.org", "http://localhost:3000" })
	void aBrowserIsGivenLeaveWithoutAToken(String origin) throws IOException {
		Wire.Answer answer = preflight(origin, "PUT");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
		assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET", "HEAD", "POST", "PUT", "DELETE");
		assertThat(answer.header("Access-Control-Allow-Headers")).contains("authorization", "idempotency-key",
				"repr-digest");
		assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("3600");
		assertThat(answer.headers()).doesNotContainKeys("Access-Control-Allow-Credentials", "Set-Cookie");
	}

	@Test
	void itsPageMayReadWhatFrontEndsNeed() throws IOException {
		Wire.Answer answer = Wire.ask(this.port, "GET /backups", TOKEN, "Origin: https://app.example.org");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
		assertThat(answer.header("Access-Control-Expose-Headers").split(", ")).contains("Location", "ETag",
				"Retry-After", "Content-Disposition", "Content-Range", "X-Request-Id", "Coffer-Newer-Backup");
		assertThat(answer.header("Vary")).contains("Origin");
	}

	@Test
	void itsPageMayReadRefusalsToo() throws IOException {
		Wire.Answer answer = Wire.ask(this.port, "GET /backups", "Origin: https://app.example.org");

		answer.isProblem(401, "unauthenticated");
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
	}

	@Test
	void aMethodThatNoRouteKnowsIsAProblem() throws IOException {
		preflight("https://app.example.org", "PATCH").isProblem(405, "method-not-allowed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "http://app.example.org", "https://app.example.org:8443",
			"https://app.example.org.evil.example", "https://sub.app.example.org", "null", "" })
	void anyOtherOriginIsToldNothing(String origin) throws IOException {
		Wire.Answer asked = preflight(origin, "PUT").isProblem(401, "unauthenticated");
		Wire.Answer called = Wire.ask(this.port, "GET /backups", TOKEN, "Origin: " + origin);

		assertThat(called.status()).isEqualTo(200);
		assertThat(asked.headers().keySet()).noneMatch((name) -> name.startsWith("Access-Control"));
		assertThat(called.headers().keySet()).noneMatch((name) -> name.startsWith("Access-Control"));
	}

	@Test
	void itsPagesMayUploadStraightToTheEmbeddedStore() throws IOException {
		JsonNode steps = admin().post("/config/check").hasStatus(200).json().get("steps");

		assertThat(steps.valueStream().filter((step) -> step.get("name").asString().equals("browser-uploads")))
			.singleElement()
			.satisfies((step) -> {
				assertThat(step.get("status").asString()).as("%s", step).isEqualTo("passed");
				assertThat(step.get("message").asString()).contains("https://app.example.org", "http://localhost:3000");
			});
		assertThat(store().openUploads()).noneMatch((key) -> key.contains("coffer-check-"));
	}

	private Wire.Answer preflight(String origin, String method) throws IOException {
		return Wire.ask(this.port, "OPTIONS /backups/a.zip", "Origin: " + origin,
				"Access-Control-Request-Method: " + method,
				"Access-Control-Request-Headers: authorization,idempotency-key,repr-digest");
	}

}
