package io.coffer.config;

import io.coffer.providers.S3Settings;
import io.coffer.testing.Answer;
import io.coffer.testing.Coffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** S3 settings as an administrator writes them, field by field. */
record SettingsJson(Map<String, @Nullable Object> fields) {

	private static final JsonMapper JSON = new JsonMapper();

	/** Everything that reaches this store, the secret included. */
	static SettingsJson of(S3Settings store) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("endpoint", store.endpoint().toString());
		fields.put("region", store.region());
		fields.put("bucket", store.bucket());
		fields.put("accessKeyId", store.accessKeyId());
		fields.put("secretAccessKey", store.secretAccessKey());
		return new SettingsJson(fields);
	}

	/** What a report suggests. */
	static SettingsJson of(JsonNode suggestion) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		suggestion.properties().forEach((field) -> fields.put(field.getKey(), field.getValue().asString()));
		return new SettingsJson(fields);
	}

	SettingsJson with(String field, @Nullable Object value) {
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(this.fields);
		changed.put(field, value);
		return new SettingsJson(changed);
	}

	SettingsJson without(String field) {
		Map<String, @Nullable Object> changed = new LinkedHashMap<>(this.fields);
		changed.remove(field);
		return new SettingsJson(changed);
	}

	/** The same store below a root path of its own. */
	SettingsJson at(String rootPath) {
		return with("rootPath", rootPath);
	}

	/** An endpoint at which nothing answers. */
	SettingsJson nowhere() {
		return with("endpoint", "http://127.0.0.1:1");
	}

	Answer put(Coffer coffer) {
		return coffer.sendJson("PUT", "/config?state=carry", toString());
	}

	Answer putUnchecked(Coffer coffer) {
		return coffer.sendJson("PUT", "/config?check=false&state=adopt", toString());
	}

	Answer check(Coffer coffer) {
		return coffer.sendJson("POST", "/config/check", toString());
	}

	/** The JSON itself. */
	@Override
	public String toString() {
		return JSON.writeValueAsString(this.fields);
	}

}
