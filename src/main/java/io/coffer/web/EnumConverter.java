package io.coffer.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/**
 * Reads an enum parameter as the contract spells it: by its JSON name, else in lower case
 * with hyphens.
 */
@SuppressWarnings("rawtypes")
final class EnumConverter implements ConverterFactory<String, Enum> {

	@Override
	public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
		return (text) -> Arrays.stream(type.getEnumConstants())
			.filter((constant) -> spelling(type, constant.name()).equals(text))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Not one of " + list(type)));
	}

	/** Every spelling that is read, for people. */
	static String list(Class<?> type) {
		return Arrays.stream(type.getFields())
			.filter(Field::isEnumConstant)
			.map((constant) -> spelling(type, constant.getName()))
			.collect(Collectors.joining(", "));
	}

	private static String spelling(Class<?> type, String constant) {
		try {
			JsonProperty name = type.getField(constant).getAnnotation(JsonProperty.class);
			return (name != null) ? name.value() : constant.toLowerCase(Locale.ROOT).replace('_', '-');
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
