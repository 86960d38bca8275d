package io.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.coffer.providers.S3Settings;
import io.coffer.testing.RunningCoffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Coffer in the environment that the Deployment gives it, which is that of a replica of
 * the compose file too. A process stands for the container.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeployedStartIT extends RunningCoffer {

	private static final Map<String, String> SECRETS = Map.of("COFFER_ADMIN_TOKEN", "an-admin-token-of-the-tests-only",
			"COFFER_ENCRYPTION_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "COFFER_S3_ACCESS_KEY_ID", "key",
			"COFFER_S3_SECRET_ACCESS_KEY", "secret");

	@ParameterizedTest
	@MethodSource("secrets")
	void withAPlaceholderItDoesNotStart(String name, @TempDir Path data, CapturedOutput output) {
		Map<String, Object> variables = variables(name, Manifests.secrets().getOrDefault(name, ""));
		variables.put("COFFER_DATA_DIR", data.toString());

		assertThatException().isThrownBy(() -> start(variables));

		assertThat(output).contains("APPLICATION FAILED TO START", name).doesNotContain("placeholder");
	}

	/** Compose gives nothing where Kubernetes gives no pod at all. */
	@ParameterizedTest
	@MethodSource("secrets")
	void withoutASecretItDoesNotStart(String name, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(variables(name, "")));

		assertThat(output).contains("APPLICATION FAILED TO START")
			.containsAnyOf(name, Manifests.ownVariables().get("COFFER_DATA_DIR"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "startupProbe", "readinessProbe", "livenessProbe" })
	void aProbeIsAnsweredWithoutAToken(String probe) throws Exception {
		String path = Manifests.container().at("/" + probe + "/httpGet/path").asString();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build();

		assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
			.isEqualTo(200);
	}

	/** With all that is given nothing is kept here: the data directory is none. */
	@Test
	void withAllOfItItStarts() {
		S3Settings store = this.embedded.open();
		Map<String, Object> variables = variables("COFFER_S3_ENDPOINT", store.endpoint().toString());
		variables.putAll(Map.of("COFFER_S3_REGION", store.region(), "COFFER_S3_BUCKET", store.bucket(),
				"COFFER_S3_ACCESS_KEY_ID", store.accessKeyId(), "COFFER_S3_SECRET_ACCESS_KEY", store.secretAccessKey(),
				"COFFER_S3_ROOT_PATH", "of-its-own"));

		assertThatNoException().isThrownBy(() -> start(variables));
	}

	static Stream<String> secrets() {
		return SECRETS.keySet().stream().sorted();
	}

	private static Map<String, Object> variables(String name, String value) {
		Map<String, Object> variables = new TreeMap<>(Manifests.settings());
		variables.putAll(SECRETS);
		variables.putAll(Manifests.ownVariables());
		variables.put(name, value);
		return variables;
	}

	private static void start(Map<String, Object> variables) {
		String source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().replace(source, new SystemEnvironmentPropertySource(source, variables));
		new SpringApplicationBuilder(CofferApplication.class).environment(environment)
			.run("--server.port=0", "--coffer.embedded.enabled=false")
			.close();
	}

}
