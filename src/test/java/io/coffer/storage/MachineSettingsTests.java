package io.coffer.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.Provider;
import io.coffer.storage.WireRecorder.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a machine says to its other programs changes no call of Coffer's. */
class MachineSettingsTests {

	/** All that the SDK reads where it is not told better. */
	private static final Map<String, String> VARIABLES = Map.ofEntries(Map.entry("AWS_USE_FIPS_ENDPOINT", "true"),
			Map.entry("AWS_USE_DUALSTACK_ENDPOINT", "true"), Map.entry("AWS_PROFILE", "missing"),
			Map.entry("AWS_REGION", "eu-west-9"), Map.entry("AWS_ACCESS_KEY_ID", "other"),
			Map.entry("AWS_SECRET_ACCESS_KEY", "other"), Map.entry("AWS_SESSION_TOKEN", "other"),
			Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), Map.entry("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9"),
			Map.entry("AWS_DEFAULTS_MODE", "in-region"), Map.entry("AWS_MAX_ATTEMPTS", "1"),
			Map.entry("AWS_RETRY_MODE", "adaptive"), Map.entry("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required"),
			Map.entry("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required"),
			Map.entry("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "legacy"), Map.entry("AWS_S3_USE_ARN_REGION", "true"),
			Map.entry("AWS_AUTH_SCHEME_PREFERENCE", "sigv4a"), Map.entry("AWS_SIGV4A_SIGNING_REGION_SET", "*"),
			Map.entry("AWS_SDK_UA_APP_ID", "other"), Map.entry("AWS_NEW_RETRIES_2026", "true"),
			Map.entry("HTTP_PROXY", "http://127.0.0.1:9"), Map.entry("HTTPS_PROXY", "http://127.0.0.1:9"));

	private static final List<String> PROPERTIES = List.of("-Daws.useFipsEndpoint=true",
			"-Daws.useDualstackEndpoint=true", "-Daws.endpointUrlS3=http://127.0.0.1:9", "-Daws.maxAttempts=1",
			"-Daws.requestChecksumCalculation=when_required", "-Daws.authSchemePreference=sigv4a",
			"-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=9", "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=9");

	/** What is sent where the machine says nothing. */
	private static final Map<Provider, List<String>> UNDISTURBED = new EnumMap<>(Provider.class);

	private final Path home;

	MachineSettingsTests(@TempDir Path home) {
		this.home = home;
	}

	@ParameterizedTest
	@EnumSource(names = { "GENERIC", "AWS" })
	void itsVariablesAndPropertiesChangeNothing(Provider provider) throws IOException {
		assertThat(calls(provider, VARIABLES, PROPERTIES)).isEqualTo(calls(provider));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[default]\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true\nregion = eu-west-9\n",
			"this is not a config\n" })
	void itsFilesChangeNothing(String file) throws IOException {
		Files.createDirectory(this.home.resolve(".aws"));
		Files.writeString(this.home.resolve(".aws/config"), file);
		Files.writeString(this.home.resolve(".aws/credentials"), file);
		Map<String, String> variables = Map.of("AWS_CONFIG_FILE", this.home.resolve(".aws/config").toString(),
				"AWS_SHARED_CREDENTIALS_FILE", this.home.resolve(".aws/credentials").toString());
		assertThat(calls(Provider.AWS, variables, List.of())).isEqualTo(calls(Provider.AWS));
	}

	@Test
	void norDoesAProxyThatIsNone() throws IOException {
		assertThat(calls(Provider.AWS, Map.of("HTTP_PROXY", "not a url"), List.of())).isEqualTo(calls(Provider.AWS));
	}

	private static List<String> calls(Provider provider) throws IOException {
		if (!UNDISTURBED.containsKey(provider)) {
			UNDISTURBED.put(provider, calls(provider, Map.of(), List.of()));
		}
		return UNDISTURBED.get(provider);
	}

	/** What a process of its own sends, but for what differs from call to call. */
	private static List<String> calls(Provider provider, Map<String, String> variables, List<String> properties)
			throws IOException {
		try (WireRecorder store = new WireRecorder(null)) {
			List<String> command = new ArrayList<>(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
							"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
			command.addAll(properties);
			command.addAll(List.of("-cp", System.getProperty("java.class.path"), EveryCall.class.getName(),
					"http://127.0.0.1:" + store.port(), provider.name()));
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
			builder.environment().keySet().removeIf((name) -> name.matches("(?i)AWS_.*|.*_PROXY"));
			builder.environment().putAll(variables);
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), UTF_8);
			List<String> calls = new ArrayList<>();
			output.lines()
				.filter((line) -> line.startsWith("http://"))
				.map((link) -> link.replaceAll("(?<=:)\\d+(?=/)|Date=[^&]*|Signature=[^&]*|%2F\\d{8}%2F", "..."))
				.forEach(calls::add);
			assertThat(calls).as(output).hasSize(2);
			store.requests().stream().map(MachineSettingsTests::told).sorted().forEach(calls::add);
			return calls;
		}
	}

	private static String told(Sent sent) {
		Map<String, String> headers = new TreeMap<>(sent.headers());
		headers.keySet()
			.removeAll(
					List.of("amz-sdk-invocation-id", "x-amz-date", "x-amz-meta-coffer-upload", "user-agent", "host"));
		headers.computeIfPresent("authorization", (name, value) -> value.replaceAll("Signature=[^,]*|/\\d{8}/", "..."));
		return sent.call() + " " + sent.path() + " " + sent.query() + " " + headers;
	}

}
