package io.coffer.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.coffer.CofferApplication;
import io.coffer.testing.Coffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class StartTests {

	private final Path data;

	StartTests(@TempDir Path data) {
		this.data = data;
	}

	@Test
	void theLogNamesTheUrlAndTheFileOfTheAdminTokenButNotTheToken(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext coffer = start()) {
			Path file = this.data.resolve("admin-token");
			String token = Files.readString(file).strip();
			String port = coffer.getEnvironment().getProperty("local.server.port", "");
			assertThat(output).contains("http://localhost:" + port + "/")
				.contains("The admin token is in " + file)
				.doesNotContain(token)
				.doesNotContain("security password");
			assertThat(new ApiClient(Integer.parseInt(port)).call("GET /devices", token).statusCode()).isNotIn(401,
					403);
			Matcher link = Pattern.compile("To sign in, open http://localhost:" + port + "/#code=([\\w-]{32}) ")
				.matcher(output);
			assertThat(link.find()).isTrue();
			assertThat(new Coffer(Integer.parseInt(port), "")
				.sendJson("POST", "/sign-in", "{\"code\": \"" + link.group(1) + "\"}")
				.hasStatus(200)
				.json()
				.has("token")).isTrue();
		}
	}

	@Test
	void theLogSaysThatTheAdminTokenIsConfigured(CapturedOutput output) {
		String token = Token.random().value();
		try (ConfigurableApplicationContext coffer = start("--coffer.admin-token=" + token,
				"--coffer.console.code-lifetime=0")) {
			assertThat(coffer.isRunning()).isTrue();
			assertThat(output).as("no code, as it shall work for no time").doesNotContain("#code=");
			assertThat(output).contains("COFFER_ADMIN_TOKEN").doesNotContain(token).doesNotContain("admin-token");
		}
	}

	@Test
	void aShortAdminTokenStopsTheStartAndStaysSecret(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--coffer.admin-token=hunter2-hunter2").close())
			.havingRootCause()
			.withMessageContaining("COFFER_ADMIN_TOKEN");
		assertThat(output).contains("COFFER_ADMIN_TOKEN").doesNotContain("hunter2");
	}

	private ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(CofferApplication.class).run(
				Stream
					.concat(Stream.of("--server.port=0", "--coffer.embedded.enabled=false",
							"--coffer.data-dir=" + this.data), Stream.of(arguments))
					.toArray(String[]::new));
	}

}
