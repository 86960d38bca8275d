package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.data.DataDirectory;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The secret access key goes in and never comes out, by any route. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsSecretIT extends RunningCoffer {

	private static final Map<String, LogLevel> LEVELS = Map.of("io.coffer", LogLevel.TRACE, "org.springframework.web",
			LogLevel.DEBUG, "software.amazon.awssdk", LogLevel.DEBUG, "org.apache.hc", LogLevel.DEBUG);

	private static final String WRONG = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYWRONGKEY";

	private static final String WORD = "wJalrXUtnFEMIWRONGKEY";

	private final LoggingSystem logging = LoggingSystem.get(SettingsSecretIT.class.getClassLoader());

	@Autowired
	private DataDirectory data;

	private SettingsJson working;

	private String secret;

	@BeforeEach
	void logEverything() {
		LEVELS.forEach(this.logging::setLogLevel);
		this.working = SettingsJson.of(this.embedded.open());
		this.secret = this.embedded.open().secretAccessKey();
	}

	@AfterEach
	void logAsUsual() {
		admin().delete("/config?state=adopt").hasStatus(204);
		LEVELS.keySet().forEach((logger) -> this.logging.setLogLevel(logger, null));
	}

	@Test
	void noAnswerAndNoLogLineShowsASecretThatWorks(CapturedOutput output) {
		this.working.at("secret").put(admin()).hasStatus(200);
		Coffer device = device("computer-" + UUID.randomUUID());
		String key = device.upload(Archives.zip(1000), "").hasStatus(201).key();

		Stream
			.of(this.working.check(admin()), admin().post("/config/check"), admin().get("/config"),
					device.get("/backups"), device.get("/backups/" + key), device.get("/backups/" + key + "/content"),
					device.post("/backups/" + key + "/restore"), admin().get("/actuator/health"),
					admin().get("/actuator/prometheus"), admin().get("/v3/api-docs"), admin().get("/actuator/info"))
			.map((answer) -> answer.hasStatus(200))
			.forEach(this::isSilent);

		assertThat(output).as("the loggers are on")
			.contains("software.amazon.awssdk", "org.apache.hc", "SettingsForm[")
			.doesNotContain(this.secret);
	}

	@Test
	void noAnswerAndNoLogLineShowsASecretThatIsRefused(CapturedOutput output) {
		SettingsJson wrong = this.working.with("secretAccessKey", WRONG);

		isSilent(wrong.put(admin()).isProblem(422, "check-failed"));
		isSilent(wrong.check(admin()).hasStatus(200));
		isSilent(wrong.nowhere().putUnchecked(admin()).hasStatus(200));
		isSilent(admin().get("/backups").isProblem(503, "storage-unreachable"));
		isSilent(wrong.putUnchecked(admin()).hasStatus(200));
		isSilent(admin().get("/backups").isProblem(502, "storage-credentials"));

		assertThat(output).doesNotContain(WRONG);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'secretAccessKey': '%s of two words'}", "{'endpoint': 'https://key:%s@s3.example'}",
			"{'rootPath': '../%s'}", "{'region': '%s!'}", "{'bucket': '%s'}" })
	void noAnswerAndNoLogLineShowsASecretThatIsNotValidOrInTheWrongField(String form, CapturedOutput output) {
		assertThat(refused(form, 422)).isNotEmpty().noneMatch((answer) -> answer.contains(WORD));

		assertThat(output).contains("invalid-settings").doesNotContain(WORD);
	}

	/** Spring's own log at DEBUG shows the token that a JSON parser stumbles over. */
	@ParameterizedTest
	@ValueSource(strings = { "{'secretAccessKey': %s}", "{'secretAccessKey': '%s}", "{'secretAccessKey': {'%s': 1}}",
			"{'secretAccessKey': ['%s']}", "{'addressing': '%s'}", "%s" })
	void noAnswerAndNoLogLineOfCofferShowsASecretInBrokenJson(String form, CapturedOutput output) {
		this.logging.setLogLevel("org.springframework.web", null);

		assertThat(refused(form, 400)).isNotEmpty().noneMatch((answer) -> answer.contains(WORD));

		assertThat(output).contains("PUT /config answered").doesNotContain(WORD);
	}

	@Test
	void theSecretIsKeptEncrypted() throws IOException {
		this.working.put(admin()).hasStatus(200);

		assertThat(Files.readString(this.data.resolve("settings.json"))).contains(this.embedded.open().accessKeyId())
			.doesNotContain(this.secret);
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "configprops", "beans", "heapdump", "threaddump", "loggers", "mappings" })
	void whatWouldShowTheInsidesIsNotThereAtAll(String endpoint) {
		admin().get("/actuator/" + endpoint).isProblem(404, "not-found");
	}

	private List<String> refused(String form, int status) {
		String json = form.replace('\'', '"').formatted(WORD);
		return Stream
			.of(admin().sendJson("PUT", "/config", json),
					admin().sendJson("PUT", "/config?check=false&state=adopt", json),
					admin().sendJson("POST", "/config/check", json))
			.map((answer) -> answer.hasStatus(status).text())
			.toList();
	}

	private void isSilent(Answer answer) {
		assertThat(answer.text()).doesNotContain(this.secret, WRONG);
		assertThat(answer.response().headers().toString()).doesNotContain(this.secret, WRONG);
	}

}
