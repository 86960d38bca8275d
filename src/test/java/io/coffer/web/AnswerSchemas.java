package io.coffer.web;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.coffer.testing.Answer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds answers against the schemas that the document shows for them. The schemas are
 * closed here: a member that none of them names is a contradiction too.
 */
final class AnswerSchemas {

	private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getDraft202012());

	private final ApiDocument document;

	private final JsonNode components;

	AnswerSchemas(ApiDocument document) {
		this.document = document;
		this.components = document.json().get("components").deepCopy();
		this.components.get("schemas").forEach(AnswerSchemas::close);
	}

	/**
	 * What contradicts the document in the answer of a route, such as
	 * {@code GET /backups}.
	 */
	List<String> contradictions(String route, Answer answer) {
		JsonNode shown = this.document.operation(route).at("/responses/" + answer.status());
		if (shown.isMissingNode()) {
			return List.of("the status " + answer.status() + " is not shown");
		}
		if (!shown.has("content")) {
			return (answer.body().length == 0) ? List.of() : List.of("a body is not shown");
		}
		if (answer.body().length == 0) {
			return List.of("a body is shown");
		}
		String type = answer.header("Content-Type").orElse("").replaceFirst(";.*", "");
		JsonNode content = shown.get("content").get(type);
		if (content == null) {
			content = shown.get("content").get(type.replaceFirst("/.*", "/*"));
		}
		if (content == null) {
			return List.of("the type " + type + " is not shown");
		}
		return type.matches("application/(problem\\+)?json") ? contradictions(content.get("schema"), answer.json())
				: List.of();
	}

	/** What contradicts the schema of that name. */
	List<String> contradictions(String schema, JsonNode value) {
		return contradictions(JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + schema),
				value);
	}

	private List<String> contradictions(JsonNode schema, JsonNode value) {
		ObjectNode whole = schema.deepCopy().asObject();
		whole.set("components", this.components);
		return this.registry.getSchema(whole)
			.validate(value, (context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true)))
			.stream()
			.map(Error::toString)
			.toList();
	}

	private static void close(JsonNode schema) {
		if (schema instanceof ObjectNode object) {
			if (object.has("properties")) {
				object.put("unevaluatedProperties", false);
			}
			object.forEach(AnswerSchemas::close);
		}
	}

}
