package io.coffer.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.embedded.EmbeddedStore;
import io.coffer.providers.S3Settings;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Everything that can be logged is: Spring, Tomcat, the SDK, the wire to the store. From
 * the first start to the last, no line holds what opens something.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggedSecretsIT {

	private static final String[] EVERYTHING = { "logging.level.root=trace",
			"logging.level.org.apache.hc.client5.http.wire=trace",
			"logging.level.org.apache.hc.client5.http.headers=trace",
			"logging.level.software.amazon.awssdk.request=trace", "logging.level.io.coffer=trace",
			// The client of the tests, in the same process
			"logging.level.jdk.internal.httpclient=off" };

	private static final String WRONG_SECRET = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYWRONGKEY";

	private static final String WRONG_TOKEN = "no-such-token-but-somebody-has-it-elsewhere";

	private static final String OLD_KEY = Base64.getEncoder()
		.encodeToString("the-old-key-of-32-bytes-it-is-so".getBytes(UTF_8));

	private static final String NEW_KEY = Base64.getEncoder()
		.encodeToString("the-new-key-of-32-bytes-it-is-so".getBytes(UTF_8));

	private final CapturedOutput output;

	private final Path data;

	LoggedSecretsIT(CapturedOutput output, @TempDir Path data) {
		this.output = output;
		this.data = data;
	}

	@AfterEach
	void logAsUsual() {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
		Stream
			.of("org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers",
					"software.amazon.awssdk.request", "io.coffer", "jdk.internal.httpclient")
			.forEach((logger) -> logging.setLogLevel(logger, null));
	}

	@Test
	void noLogShowsWhatOpensSomething() {
		String token;
		String link;
		String secret;
		try (StartedCoffer coffer = start(OLD_KEY)) {
			S3Settings store = coffer.context().getBean(EmbeddedStore.class).open();
			secret = store.secretAccessKey();
			Coffer device = makeAndRefuseTokens(coffer);
			token = device.token();
			changeSettings(coffer.admin(), SettingsJson.of(store));
			link = restore(device);
			coffer.admin().delete("/devices/laptop/token").hasStatus(204);
			device.get("/backups").isProblem(401, "unauthenticated");
		}
		try (StartedCoffer coffer = start(OLD_KEY)) {
			coffer.admin().get("/config").hasStatus(200);
			coffer.admin().post("/config/check").hasStatus(200);
		}
		try (StartedCoffer coffer = start(NEW_KEY)) {
			coffer.admin().get("/config").isProblem(409, "not-configured");
		}
		String admin = StartedCoffer.ADMIN_TOKEN;

		assertThat(this.output).as("the loggers are on")
			.contains("org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.headers",
					"software.amazon.awssdk.request", "TRACE");
		for (String secretText : new String[] { token, link, secret, admin, WRONG_SECRET, WRONG_TOKEN, OLD_KEY,
				NEW_KEY }) {
			assertThat(secretText).isNotEmpty();
			assertThat(lines(secretText)).isEmpty();
		}
	}

	private StartedCoffer start(String key) {
		return StartedCoffer.on(this.data,
				Stream.concat(Stream.of(EVERYTHING), Stream.of("coffer.encryption-key=" + key)).toArray(String[]::new));
	}

	private Coffer makeAndRefuseTokens(StartedCoffer coffer) {
		Coffer admin = coffer.admin();
		String token = admin.post("/devices/laptop/token").hasStatus(201).json().get("token").asString();
		new Coffer(admin.port(), WRONG_TOKEN).get("/backups").isProblem(401, "unauthenticated");
		new Coffer(admin.port(), WRONG_TOKEN + "?").get("/backups").isProblem(401, "unauthenticated");
		Coffer device = new Coffer(admin.port(), token);
		device.get("/config").isProblem(403, "forbidden");
		return device;
	}

	private void changeSettings(Coffer admin, SettingsJson working) {
		working.with("secretAccessKey", WRONG_SECRET).put(admin).isProblem(422, "check-failed");
		working.with("secretAccessKey", WRONG_SECRET)
			.with("bucket", "No Bucket")
			.put(admin)
			.isProblem(422, "invalid-settings");
		working.with("secretAccessKey", WRONG_SECRET).nowhere().check(admin).hasStatus(200);
		working.with("secretAccessKey", WRONG_SECRET).putUnchecked(admin).hasStatus(200);
		admin.get("/backups").isProblem(502, "storage-credentials");
		working.at("backups").putUnchecked(admin).hasStatus(200);
		working.at("in-" + UUID.randomUUID()).put(admin).hasStatus(200);
	}

	/** The part of a restore URL that opens the archive. */
	private static String restore(Coffer device) {
		String key = device.upload(Archives.zip(1000), "").hasStatus(201).key();
		device.get("/backups/" + key + "/content").hasStatus(200);
		String url = device.post("/backups/" + key + "/restore").hasStatus(200).json().get("url").asString();
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
			assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		return url.substring(url.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length());
	}

	private Stream<String> lines(String text) {
		return this.output.toString().lines().filter((line) -> line.contains(text)).limit(3);
	}

}
