package io.coffer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.S3Settings;
import io.coffer.testing.Answer;
import io.coffer.testing.RunningCoffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Where other Coffers keep backups in a folder, and in "outer/" below it. */
class NestedRootPathIT extends RunningCoffer {

	@BeforeEach
	void anotherCoffer() {
		store().put(".coffer/key.json", "{}".getBytes(StandardCharsets.UTF_8));
		store().put("outer/.coffer/key.json", "{}".getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "vaults/team-7", "vaults/team-7/deeper/", "outer/vaults/team-7", "outer/.coffer/vaults/x",
			".coffer" })
	void aRootPathInItsFoldersIsRefused(String rootPath) {
		List<String> before = store().keys(rootPath + "/");

		Answer refused = admin().sendJson("PUT", "/config", settings(rootPath)).isProblem(422, "check-failed");

		JsonNode step = step(refused.json().get("check"));
		assertThat(step.get("status").asString()).isEqualTo("failed");
		assertThat(step.get("code").asString()).isEqualTo("invalid-settings");
		assertThat(store().keys(rootPath + "/")).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "vaults", "vaults/x", "vaults/Obsidian", "beside/vaults/team-7", "my-vaults/team-7" })
	void aRootPathBesideThemIsNot(String rootPath) {
		Answer answer = admin().sendJson("POST", "/config/check", settings(rootPath)).hasStatus(200);

		assertThat(step(answer.json()).get("status").asString()).isNotEqualTo("failed");
	}

	private static JsonNode step(JsonNode report) {
		return StreamSupport.stream(report.get("steps").spliterator(), false)
			.filter((step) -> step.get("name").asString().equals("root-path"))
			.findFirst()
			.orElseThrow();
	}

	private String settings(String rootPath) {
		S3Settings settings = this.embedded.open();
		return """
				{"endpoint": "%s", "region": "%s", "bucket": "%s", "accessKeyId": "%s", "secretAccessKey": "%s",
				 "addressing": "path", "rootPath": "%s"}""".formatted(settings.endpoint(), settings.region(),
				settings.bucket(), settings.accessKeyId(), settings.secretAccessKey(), settings.rootPath() + rootPath);
	}

}
