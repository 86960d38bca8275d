package io.coffer.web;

import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What the API page shows, as a program reads it.
 *
 * @param json the whole document
 */
record ApiDocument(JsonNode json) {

	static ApiDocument of(int port) throws IOException {
		return new ApiDocument(Wire.ask(port, "GET /v3/api-docs").json());
	}

	/** Every operation by its route, such as {@code GET /backups}. */
	Map<String, JsonNode> operations() {
		return this.json.get("paths")
			.properties()
			.stream()
			.flatMap((path) -> path.getValue()
				.properties()
				.stream()
				.map((operation) -> Map.entry(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
						operation.getValue())))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	JsonNode operation(String route) {
		String[] parts = route.split(" ", 2);
		return this.json.get("paths").get(parts[1]).get(parts[0].toLowerCase(Locale.ROOT));
	}

	JsonNode parameter(String route, String name) {
		return operation(route).get("parameters")
			.valueStream()
			.filter((parameter) -> parameter.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	JsonNode schemas() {
		return this.json.at("/components/schemas");
	}

	/** The code of every problem that an operation can answer. */
	static Set<String> problems(JsonNode operation) {
		return operation.get("responses")
			.valueStream()
			.flatMap((response) -> problemsOf(response).stream())
			.collect(Collectors.toSet());
	}

	/** The code of every problem that an operation can answer with that status. */
	static Set<String> problems(JsonNode operation, int status) {
		return problemsOf(operation.at("/responses/" + status));
	}

	private static Set<String> problemsOf(JsonNode response) {
		return Set.copyOf(response.path("content").path("application/problem+json").path("examples").propertyNames());
	}

}
