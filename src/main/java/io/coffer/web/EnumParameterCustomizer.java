package io.coffer.web;

import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/**
 * Shows a parameter's values and its default on the API page as they are sent, not as
 * Java writes what they become.
 */
@Component
class EnumParameterCustomizer implements ParameterCustomizer {

	@Override
	public Parameter customize(Parameter parameter, MethodParameter method) {
		RequestParam query = method.getParameterAnnotation(RequestParam.class);
		if (parameter != null && parameter.getSchema() != null && query != null) {
			spell(parameter.getSchema(), method.getParameterType(), query.defaultValue());
		}
		return parameter;
	}

	@SuppressWarnings({ "rawtypes", "unchecked" })
	private static void spell(Schema schema, Class<?> type, String defaultValue) {
		if (type.isEnum()) {
			schema.setEnum(List.of(EnumConverter.list(type).split(", ")));
		}
		boolean text = schema.getTypes() != null && schema.getTypes().contains("string");
		if (text && !defaultValue.equals(ValueConstants.DEFAULT_NONE)) {
			schema.setDefault(defaultValue);
		}
	}

}
