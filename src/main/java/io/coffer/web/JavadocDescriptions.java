package io.coffer.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.springdoc.core.providers.SpringDocJavadocProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Describes the members of a JSON document on the API page by the Javadoc of the record:
 * that of its components, and of the methods that are members too. What else Javadoc says
 * is for those who read the code.
 */
@Component
class JavadocDescriptions extends SpringDocJavadocProvider {

	@Override
	public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
		Map<String, String> members = new HashMap<>(super.getRecordClassParamJavadoc(type));
		for (Method method : type.getDeclaredMethods()) {
			if (method.isAnnotationPresent(JsonProperty.class) && method.getParameterCount() == 0) {
				members.putIfAbsent(method.getName(), getMethodJavadocDescription(method));
			}
		}
		members.replaceAll((name, html) -> markdown(html));
		return members;
	}

	@Override
	public String getClassJavadoc(Class<?> type) {
		return "";
	}

	private static String markdown(String html) {
		return StringUtils.capitalize(html.replaceAll("\\s+", " ").replaceAll("</?code>", "`").strip());
	}

}
