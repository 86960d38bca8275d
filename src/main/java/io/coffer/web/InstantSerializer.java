package io.coffer.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes every time of an answer in UTC and to the second: stores tell an object's time
 * more finely in some lists than in the headers of the object itself (RFC 9110 §5.6.7).
 */
@JacksonComponent
class InstantSerializer extends ValueSerializer<Instant> {

	@Override
	public void serialize(Instant time, JsonGenerator json, SerializationContext context) {
		json.writeString(time.truncatedTo(ChronoUnit.SECONDS).toString());
	}

}
