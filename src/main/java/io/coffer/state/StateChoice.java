package io.coffer.state;

import com.fasterxml.jackson.annotation.JsonValue;
import io.coffer.problems.KebabCase;
import java.util.stream.Stream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Which state holds when another bucket is used from now on, where both have some. */
public enum StateChoice {

	/** The one of the bucket that was in use: it is copied over the other. */
	CARRY,

	/** The one that is in the other bucket. */
	ADOPT;

	/** The choice as it is asked for. */
	@JsonValue
	String value() {
		return KebabCase.of(this);
	}

	/** Reads it from a query. */
	@Component
	static class Reader implements Converter<String, StateChoice> {

		@Override
		public StateChoice convert(String text) {
			return Stream.of(values())
				.filter((choice) -> choice.value().equals(text))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("No such choice"));
		}

	}

}
