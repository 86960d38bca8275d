package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.coffer.providers.S3Settings;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/**
 * A second Coffer, which its environment variables lead to the embedded store of the
 * first.
 */
@ExtendWith(OutputCaptureExtension.class)
class EnvironmentIT extends RunningCoffer {

	private final Path data;

	EnvironmentIT(@TempDir Path data) {
		this.data = data;
	}

	@Test
	void settingsOfTheEnvironmentAreInForceAndCannotBeChanged() {
		try (StartedCoffer replica = StartedCoffer.with(variables(), this.data)) {
			Coffer admin = replica.admin();

			JsonNode view = admin.get("/config").hasStatus(200).json();
			assertThat(view.get("source").asString()).isEqualTo("environment");
			assertThat(view.get("rootPath").asString()).isEqualTo("replicas/");
			assertThat(view.get("addressing").asString()).isEqualTo("path");
			assertThat(view.get("publicEndpoint").asString()).isEqualTo("https://backups.example");
			assertThat(admin.post("/config/check").json().get("passed").asBoolean()).isTrue();

			SettingsJson other = SettingsJson.of(this.embedded.open());
			assertThat(other.put(admin).isProblem(409, "config-managed").json().get("hint").asString())
				.contains("environment");
			other.putUnchecked(admin).isProblem(409, "config-managed");
			admin.delete("/config?state=adopt").isProblem(409, "config-managed");
			assertThat(this.data.resolve("settings.json")).doesNotExist();
			assertThat(this.data.resolve("s3")).as("an embedded store of its own").doesNotExist();

			storesThereAndRestoresByThePublicEndpoint(admin);
		}
	}

	@Test
	void anIncompleteEnvironmentStopsTheStartAndSaysWhatIsMissing(CapturedOutput output) {
		Map<String, Object> variables = variables();
		variables.remove("COFFER_S3_BUCKET");
		variables.put("COFFER_S3_ACCESS_KEY_ID", "");

		assertThatException().isThrownBy(() -> StartedCoffer.with(variables, this.data).close());

		assertThat(output).contains("COFFER_S3_BUCKET is required", "COFFER_S3_ACCESS_KEY_ID is required")
			.doesNotContain("COFFER_S3_ENDPOINT", "COFFER_S3_REGION", this.embedded.open().secretAccessKey());
		assertThat(this.data.resolve("s3")).doesNotExist();
	}

	@Test
	void whereComposeSetsThemAllToNothingTheEmbeddedStoreServes() {
		Map<String, Object> variables = variables();
		variables.replaceAll((variable, value) -> "");

		try (StartedCoffer coffer = StartedCoffer.with(variables, this.data)) {
			assertThat(coffer.admin().get("/config").json().get("source").asString()).isEqualTo("embedded");
		}
	}

	private void storesThereAndRestoresByThePublicEndpoint(Coffer admin) {
		Answer stored = admin.upload(Archives.EMPTY_ZIP, "?device=replica").hasStatus(201);

		assertThat(bucket().keys("replicas/")).containsExactly("replicas/" + stored.key());
		assertThat(admin.post("/backups/" + stored.key() + "/restore").json().get("url").asString())
			.startsWith("https://backups.example/coffer/replicas/" + stored.key() + "?");
	}

	/** The bucket as a whole, whatever the root path in force. */
	private PlainS3 bucket() {
		return new PlainS3(store().client(), store().bucket(), "");
	}

	private Map<String, Object> variables() {
		S3Settings store = this.embedded.open();
		return new HashMap<>(Map.of("COFFER_S3_ENDPOINT", store.endpoint().toString(), "COFFER_S3_REGION",
				store.region(), "COFFER_S3_BUCKET", store.bucket(), "COFFER_S3_ACCESS_KEY_ID", store.accessKeyId(),
				"COFFER_S3_SECRET_ACCESS_KEY", store.secretAccessKey(), "COFFER_S3_ROOT_PATH", "/replicas/",
				"COFFER_S3_ADDRESSING", "path", "COFFER_S3_PUBLIC_ENDPOINT", "https://backups.example"));
	}

}
