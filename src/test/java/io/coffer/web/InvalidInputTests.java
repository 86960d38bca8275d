package io.coffer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.Addressing;
import io.coffer.testing.Wire;
import io.coffer.testing.Wire.Answer;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@WebTest
class InvalidInputTests {

	@LocalServerPort
	private int port;

	@Test
	void everyInvalidFieldOfABodyIsNamed() throws IOException {
		JsonNode problem = post("{\"name\": \" \", \"tags\": [\"ok\", \"much too long\"]}")
			.isProblem(400, "validation-failed")
			.json();
		assertThat(problem.get("errors").toString())
			.isEqualTo("[{\"field\":\"name\",\"message\":\"must not be blank\"},"
					+ "{\"field\":\"tags[1]\",\"message\":\"size must be between 0 and 4\"}]");
		assertThat(problem.get("detail").asString())
			.isEqualTo("name: must not be blank; tags[1]: size must be between 0 and 4");
	}

	@Test
	void messagesAreEnglishWhateverTheClientSpeaks() throws IOException {
		Answer answer = post("{\"name\": \" \"}", "Accept-Language: de");
		assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo("must not be blank");
	}

	@Test
	void aParameterOutOfRangeIsNamedAsTheClientKnowsIt() throws IOException {
		assertInvalid(get("/form/list?page-size=5000"), "page-size", "must be less than or equal to 1000");
	}

	@Test
	void aParameterOfTheWrongTypeIsToldTheRightForm() throws IOException {
		assertInvalid(get("/form/list?page-size=many"), "page-size", "must be a whole number");
		assertInvalid(get("/form/list?page-size=1&keep=soon"), "keep", "must be an ISO 8601 duration such as PT15M");
		assertInvalid(get("/form/list?page-size=1&addressing=x"), "addressing", "must be one of auto, path, virtual");
	}

	@Test
	void aMissingParameterOrHeaderIsNamed() throws IOException {
		assertInvalid(get("/form/list"), "page-size", "is required");
		assertInvalid(get("/form/key"), "Idempotency-Key", "is required");
	}

	@Test
	void aConstraintOfTheServiceBehindIsAnsweredLikeOneOfTheController() throws IOException {
		assertInvalid(get("/form/service"), "name", "must not be blank");
	}

	@Test
	void aJsonValueOfTheWrongTypeIsNamedButNotShown() throws IOException {
		Answer answer = post("{\"name\": \"a\", \"origin\": {\"size\": \"s3cr3t\"}}");
		assertInvalid(answer, "origin.size", "must be a whole number");
		assertThat(answer.body()).doesNotContain("s3cr3t");
	}

	@Test
	void brokenJsonIsAnInvalidRequestThatNamesThePlace() throws IOException {
		JsonNode problem = post("{\"name\": s3cr3t}").isProblem(400, "invalid-request").json();
		assertThat(problem.get("detail").asString()).startsWith("The body is not valid JSON (line 1, column ")
			.doesNotContain("s3cr3t");
		assertThat(problem.has("errors")).isFalse();
	}

	@Test
	void aMissingBodyIsAnInvalidRequest() throws IOException {
		Wire.ask(this.port, "POST /form", "Content-Type: application/json").isProblem(400, "invalid-request");
	}

	@Test
	void aBodyOfAnUnknownTypeIsRefused() throws IOException {
		byte[] body = "<name/>".getBytes(UTF_8);
		for (String type : List.of("application/xml", "text/plain", "nonsense")) {
			Wire.ask(this.port, "POST /form", body, "Content-Type: " + type).isProblem(415, "unsupported-media-type");
		}
	}

	private Answer get(String path, String... headers) throws IOException {
		return Wire.ask(this.port, "GET " + path, headers);
	}

	private Answer post(String json, String... headers) throws IOException {
		String[] all = Arrays.copyOf(headers, headers.length + 1);
		all[headers.length] = "Content-Type: application/json";
		return Wire.ask(this.port, "POST /form", json.getBytes(UTF_8), all);
	}

	private static void assertInvalid(Answer answer, String field, String message) {
		JsonNode problem = answer.isProblem(400, "validation-failed").json();
		assertThat(problem.get("errors").size()).isEqualTo(1);
		assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
		assertThat(problem.at("/errors/0/message").asString()).isEqualTo(message);
	}

	record Origin(int size) {
	}

	record Parcel(@NotBlank String name, List<@Size(max = 4) String> tags, Origin origin) {
	}

	@Hidden
	@RestController
	@RequestMapping("/form")
	static class Form {

		@PostMapping
		Parcel post(@RequestBody @Valid Parcel parcel) {
			return parcel;
		}

		@GetMapping("/list")
		String list(@RequestParam("page-size") @Max(1000) int limit, @RequestParam(required = false) Duration keep,
				@RequestParam(required = false) Addressing addressing) {
			return "listed";
		}

		@GetMapping("/key")
		String key(@RequestHeader("Idempotency-Key") String key) {
			return key;
		}

		@GetMapping("/service")
		String service() {
			try (var factory = Validation.buildDefaultValidatorFactory()) {
				throw new ConstraintViolationException(
						factory.getValidator().validate(new Parcel("", List.of(), new Origin(1))));
			}
		}

	}

}
