package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.problems.ProblemType;
import io.coffer.testing.Wire;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@WebTest
class OpenApiTests {

	@LocalServerPort
	private int port;

	private JsonNode api;

	@BeforeEach
	void read() throws IOException {
		this.api = Wire.ask(this.port, "GET /v3/api-docs").json();
	}

	@Test
	void theDocumentIsOpenApi31OfCoffer() {
		assertThat(this.api.get("openapi").asString()).startsWith("3.1");
		assertThat(this.api.at("/info/title").asString()).isEqualTo("Coffer");
		assertThat(this.api.at("/info/version").asString()).isNotEmpty();
	}

	@Test
	void everyRouteTakesTheTokenUnlessItIsOpen() {
		assertThat(this.api.get("security").toString()).isEqualTo("[{\"token\":[]}]");
		assertThat(this.api.at("/components/securitySchemes/token/scheme").asString()).isEqualTo("bearer");
		assertThat(operation("post", "/catalogue").has("security")).isFalse();
		assertThat(operation("get", "/catalogue/open").get("security").isEmpty()).isTrue();
	}

	@Test
	void theProblemSchemaHasTypedMembers() {
		JsonNode problem = this.api.at("/components/schemas/Problem");
		assertThat(problem.get("type").asString()).isEqualTo("object");
		assertThat(problem.at("/properties/status/type").asString()).isEqualTo("integer");
		assertThat(problem.at("/properties/code/type").asString()).isEqualTo("string");
		assertThat(problem.at("/properties/errors/items/properties/field/type").asString()).isEqualTo("string");
	}

	@Test
	void theProblemsOfARouteAreExamplesOfTheirStatus() {
		JsonNode conflict = operation("post", "/catalogue").at("/responses/409/content")
			.get("application/problem+json");
		assertThat(conflict.at("/schema/$ref").asString()).isEqualTo("#/components/schemas/Problem");
		assertThat(conflict.get("examples").propertyNames()).containsExactlyInAnyOrder("backup-exists",
				"not-configured");
		JsonNode example = conflict.at("/examples/backup-exists/value");
		assertThat(example.propertyNames()).contains("type", "title", "status", "detail", "code", "requestId");
		assertThat(example.get("status").asInt()).isEqualTo(409);
	}

	@Test
	void whatEveryRouteCanAnswerNeedNotBeNamed() {
		JsonNode responses = operation("post", "/catalogue").get("responses");
		assertThat(responses.propertyNames()).containsExactlyInAnyOrder("201", "401", "403", "409", "500", "503");
		assertThat(responses.at("/401/content").get("application/problem+json").get("examples").propertyNames())
			.containsExactly("unauthenticated");
	}

	@Test
	void anAnswerIsShownAsJson() {
		assertThat(operation("post", "/catalogue").at("/responses/201/content").propertyNames())
			.containsExactly("application/json");
	}

	@Test
	void anOpenRouteShowsNoProblemOfTheToken() {
		assertThat(operation("get", "/catalogue/open").get("responses").propertyNames())
			.containsExactlyInAnyOrder("200", "500");
	}

	@Test
	void aResponseThatTheRouteDeclaresItselfIsKept() {
		JsonNode declared = operation("get", "/catalogue/declared").at("/responses/422");
		assertThat(declared.get("description").asString()).isEqualTo("With a report");
		assertThat(declared.get("content").propertyNames()).containsExactlyInAnyOrder("application/json",
				"application/problem+json");
	}

	@Test
	void nothingButTheControllersIsShown() {
		assertThat(this.api.get("paths").propertyNames()).allMatch((path) -> path.startsWith("/catalogue"));
	}

	@Test
	void thePageRemembersTheTokenThatWasEntered() throws IOException {
		JsonNode config = Wire.ask(this.port, "GET /v3/api-docs/swagger-config").json();
		assertThat(config.get("persistAuthorization").asBoolean()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void everyProblemHasAStatusThatExists(ProblemType type) {
		assertThat(HttpStatus.resolve(type.status())).isNotNull();
	}

	private JsonNode operation(String method, String path) {
		return this.api.get("paths").get(path).get(method);
	}

	@RestController
	@RequestMapping("/catalogue")
	static class Catalogue {

		@PostMapping
		@ResponseStatus(HttpStatus.CREATED)
		@Problems({ ProblemType.NOT_CONFIGURED, ProblemType.BACKUP_EXISTS })
		List<String> add() {
			return List.of();
		}

		@GetMapping("/open")
		@SecurityRequirements
		List<String> open() {
			return List.of();
		}

		@GetMapping("/declared")
		@ApiResponse(responseCode = "422", description = "With a report",
				content = @Content(mediaType = "application/json", schema = @Schema(type = "string")))
		@ApiResponse(responseCode = "200")
		@Problems(ProblemType.CHECK_FAILED)
		List<String> declared() {
			return List.of();
		}

	}

}
