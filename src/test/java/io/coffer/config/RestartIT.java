package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.coffer.providers.Addressing;
import io.coffer.providers.S3Settings;
import io.coffer.testing.Answer;
import io.coffer.testing.Coffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** What a new start makes of the settings that an earlier one has saved. */
@ExtendWith(OutputCaptureExtension.class)
class RestartIT {

	private static final String A_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

	private static final SettingsJson SAVED = SettingsJson
		.of(new S3Settings(URI.create("http://127.0.0.1:1"), "eu-1", "bucket", "AKIAEXAMPLE", "wJalrXUtnFEMI", "",
				Addressing.AUTO, null))
		.at("a/b")
		.with("addressing", "virtual")
		.with("publicEndpoint", "https://public.example");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path saved;

	private final Path data;

	RestartIT(@TempDir Path data) {
		this.data = data;
	}

	@BeforeAll
	static void saveSettings() {
		try (StartedCoffer coffer = StartedCoffer.on(saved)) {
			SAVED.putUnchecked(coffer.admin()).hasStatus(200);
		}
	}

	@BeforeEach
	void copySettings() throws IOException {
		FileSystemUtils.copyRecursively(saved, this.data);
	}

	@Test
	void savedSettingsAreInForceAgain() {
		try (StartedCoffer coffer = StartedCoffer.on(this.data)) {
			JsonNode view = coffer.admin().get("/config").hasStatus(200).json();

			assertThat(view.get("source").asString()).isEqualTo("file");
			assertThat(view.get("endpoint").asString()).isEqualTo("http://127.0.0.1:1");
			assertThat(view.get("region").asString()).isEqualTo("eu-1");
			assertThat(view.get("rootPath").asString()).isEqualTo("a/b/");
			assertThat(view.get("addressing").asString()).isEqualTo("virtual");
			assertThat(view.get("publicEndpoint").asString()).isEqualTo("https://public.example");
			SAVED.without("secretAccessKey").putUnchecked(coffer.admin()).hasStatus(200);
			coffer.admin().get("/backups").isProblem(503, "storage-unreachable");
		}
	}

	@Test
	void damagedSettingsMeanNoStorageUntilTheyAreDeleted(CapturedOutput output) throws IOException {
		Files.writeString(this.data.resolve("settings.json"), "{\"endpoint\": \"http://127");

		try (StartedCoffer coffer = StartedCoffer.on(this.data)) {
			assertThat(output).contains("settings.json cannot be read", "DELETE /config");
			hasNoStorage(coffer.admin());

			coffer.admin().delete("/config?state=adopt").hasStatus(204);

			assertThat(coffer.admin().get("/config").hasStatus(200).json().get("source").asString())
				.isEqualTo("embedded");
			coffer.admin().get("/backups").hasStatus(200);
		}
	}

	@Test
	void withoutTheirKeySettingsMeanNoStorageUntilTheyAreSavedAnew() throws IOException {
		Files.delete(this.data.resolve("encryption-key"));

		try (StartedCoffer coffer = StartedCoffer.on(this.data)) {
			hasNoStorage(coffer.admin());

			SAVED.putUnchecked(coffer.admin()).hasStatus(200);

			assertThat(coffer.admin().get("/config").json().get("source").asString()).isEqualTo("file");
		}
	}

	@Test
	void withAnotherKeySettingsMeanNoStorage() {
		try (StartedCoffer coffer = StartedCoffer.on(this.data, "coffer.encryption-key=" + A_KEY)) {
			hasNoStorage(coffer.admin());
		}
	}

	@Test
	void withoutSettingsAndWithoutTheEmbeddedStoreThereIsNoStorage() {
		try (StartedCoffer coffer = StartedCoffer.on(this.data, "coffer.embedded.enabled=false")) {
			coffer.admin().delete("/config?state=adopt").hasStatus(204);

			hasNoStorage(coffer.admin());
		}
	}

	@Test
	void settingsAreNotForgottenWhereTheEmbeddedStoreCannotTakeTheirPlace() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				StartedCoffer coffer = StartedCoffer.on(this.data, "coffer.embedded.port=" + taken.getLocalPort())) {
			coffer.admin().delete("/config?state=adopt").isProblem(409, "embedded-unavailable");

			assertThat(coffer.admin().get("/config").json().get("source").asString()).isEqualTo("file");
			assertThat(this.data.resolve("settings.json")).exists();
		}
	}

	@Test
	void aSecondCofferOnTheSameDirectoryIsRefused(CapturedOutput output) {
		try (StartedCoffer first = StartedCoffer.on(this.data)) {
			assertThatException().isThrownBy(() -> StartedCoffer.on(this.data).close())
				.havingRootCause()
				.withMessageContaining("Another process uses the data directory");

			assertThat(output).contains("Another process uses the data directory " + this.data, "COFFER_DATA_DIR");
			first.admin().get("/config").hasStatus(200);
		}
	}

	private void hasNoStorage(Coffer admin) {
		for (Answer answer : new Answer[] { admin.get("/config"), admin.get("/backups"), admin.post("/config/check"),
				admin.upload(new byte[] { 'P', 'K', 5, 6 }, "") }) {
			assertThat(answer.isProblem(409, "not-configured").json().get("hint").asString()).contains("PUT /config");
		}
		SAVED.without("secretAccessKey").putUnchecked(admin).isProblem(422, "secret-required");
		admin.get("/actuator/health/readiness").hasStatus(503);
		admin.get("/actuator/health/liveness").hasStatus(200);
		assertThat(this.data.resolve("s3").resolve("coffer")).as("the embedded store").isEmptyDirectory();
	}

}
