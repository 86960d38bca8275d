package io.coffer.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Anchors every pattern on the API page: Bean Validation matches the whole value, JSON
 * Schema looks for a part that fits (JSON Schema Validation section 6.3.3).
 */
@Component
class PatternCustomizer implements GlobalOpenApiCustomizer {

	@Override
	public void customise(OpenAPI api) {
		Map<String, ?> schemas = api.getComponents().getSchemas();
		schemas.values().stream().map(Schema.class::cast).forEach(PatternCustomizer::anchor);
	}

	@SuppressWarnings({ "rawtypes", "unchecked" })
	private static void anchor(Schema schema) {
		String pattern = schema.getPattern();
		if (pattern != null && !pattern.startsWith("^")) {
			schema.setPattern("^(?:" + pattern + ")$");
		}
		if (schema.getProperties() != null) {
			((Map<String, Schema>) schema.getProperties()).values().forEach(PatternCustomizer::anchor);
		}
	}

}
