package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.RunningCoffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a form of the settings learns before they are saved. */
class SettingsPreviewIT extends RunningCoffer {

	@Test
	void theUrlThatWouldBeWrittenToIsKnownBeforeAnythingIsTried() {
		JsonNode preview = preview("""
				{"endpoint": "https://my-backups.s3.eu-central-1.amazonaws.com", "rootPath": "laptops"}""")
			.hasStatus(200)
			.json();
		assertThat(preview.get("resolvedEndpoint").asString())
			.isEqualTo("https://my-backups.s3.eu-central-1.amazonaws.com/laptops/");
		assertThat(preview.get("provider").asString()).isEqualTo("aws");
		assertThat(preview.get("region").asString()).isEqualTo("eu-central-1");
	}

	@Test
	void whatCannotWorkNamesItsField() {
		JsonNode refusal = preview("""
				{"endpoint": "https://s3.eu-central-1.amazonaws.com"}""").isProblem(422, "invalid-settings").json();
		assertThat(refusal.get("errors").get(0).get("field").asString()).isEqualTo("bucket");
	}

	@Test
	void aCheckTellsOfEachStepAndAtLastOfAll() {
		Answer answer = admin().post("/config/check", "Accept", "application/x-ndjson").hasStatus(200);
		List<JsonNode> lines = answer.text().lines().map(JsonMapper.shared()::readTree).toList();
		JsonNode result = lines.get(lines.size() - 1).get("result");
		List<String> told = lines.stream()
			.filter((line) -> line.has("step"))
			.map((line) -> line.get("step").get("name").asString())
			.toList();
		assertThat(told).startsWith("settings", "dns").contains("write", "delete");
		assertThat(result.get("passed").asBoolean()).isTrue();
		assertThat(result.get("steps").valueStream().map((step) -> step.get("name").asString())).containsAll(told);
	}

	@Test
	void aCheckThatCannotBeginIsAProblemAndNoLine() {
		admin()
			.send("POST", "/config/check", java.net.http.HttpRequest.BodyPublishers.ofString("{}"), "Content-Type",
					"application/json", "Accept", "application/x-ndjson")
			.isProblem(422, "invalid-settings");
	}

	private Answer preview(String form) {
		return admin().sendJson("POST", "/config/preview", form);
	}

}
