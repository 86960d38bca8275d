package io.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The compose profile {@code scale}: what it says, and that Compose takes it. No
 * container runs here.
 */
class ScaleProfileTests {

	private static final Path FILE = Path.of("docker-compose.yml");

	private static final Path PROXY = Path.of("docker", "nginx.conf");

	private static final Pattern COMMENT = Pattern.compile("(^| +)#.*$");

	private final JsonNode services = Manifests.yaml(FILE).get("services");

	private final JsonNode replica = this.services.get("replica");

	private final JsonNode proxy = this.services.get("proxy");

	@Test
	void whoDoesNotAskForTheProfileGetsOneCofferAndItsStore() {
		assertThat(this.services.properties().stream().filter((service) -> !service.getValue().has("profiles")))
			.extracting(Map.Entry::getKey)
			.containsExactly("coffer", "s3");
		assertThat(Manifests.texts(this.replica.get("profiles"))).containsExactly("scale");
		assertThat(Manifests.texts(this.proxy.get("profiles"))).containsExactly("scale");
		assertThat(Manifests.texts(this.services.at("/coffer/volumes"))).containsExactly("coffer-data:/data");
	}

	@ParameterizedTest
	@ValueSource(strings = { "build", "depends_on", "mem_limit", "stop_grace_period", "restart", "read_only",
			"cap_drop", "security_opt" })
	void threeReplicasRunAsTheOneDoes(String key) {
		assertThat(this.replica.get("scale").asInt()).isEqualTo(3);
		assertThat(this.replica.get(key)).isNotNull().isEqualTo(this.services.get("coffer").get(key));
	}

	@Test
	void replicasKeepNothing() {
		assertThat(this.replica.has("volumes")).isFalse();
		assertThat(Manifests.texts(this.replica.get("tmpfs"))).as("in place of the image's volume")
			.containsExactly("/tmp:exec", "/data:ro");
		assertThat(Manifests.found("^VOLUME (\\S+)$", Path.of("Dockerfile"))).containsExactly("/data");
	}

	/**
	 * Compose puts in the variables of the whole file, so that {@code :?} would ask for
	 * them without the profile too. {@code DeployedStartIT} shows that a replica without
	 * one of them does not start.
	 */
	@Test
	void replicasNeedThreeSecretsAndNobodyElseDoes() {
		JsonNode environment = this.replica.get("environment");

		assertThat(environment.get("COFFER_S3_SECRET_ACCESS_KEY").asString())
			.startsWith("${COFFER_S3_SECRET_ACCESS_KEY:?");
		assertThat(environment.get("COFFER_ADMIN_TOKEN").asString()).isEqualTo("${COFFER_ADMIN_TOKEN:-}");
		assertThat(environment.get("COFFER_ENCRYPTION_KEY").asString()).isEqualTo("${COFFER_ENCRYPTION_KEY:-}");
		assertThat(environment.get("COFFER_DATA_DIR").asString())
			.isEqualTo(Manifests.ownVariables().get("COFFER_DATA_DIR"));
		assertThat(Manifests.found("\\$\\{(\\w+):\\?", FILE)).containsOnly("COFFER_S3_SECRET_ACCESS_KEY");
		assertThat(this.services.at("/coffer/environment").propertyNames()).doesNotContain("COFFER_ADMIN_TOKEN",
				"COFFER_ENCRYPTION_KEY", "COFFER_DATA_DIR");
	}

	@Test
	void replicasUseTheStoreThatTheOneUses() {
		assertThat(this.services.at("/coffer/environment").properties()).isNotEmpty()
			.allSatisfy((variable) -> assertThat(this.replica.get("environment").get(variable.getKey()))
				.isEqualTo(variable.getValue()));
	}

	@Test
	void everyVariableOfTheFileIsInTheExampleOfItsEnvironment() {
		assertThat(Manifests.found("^#?([A-Z0-9_]+)=", Path.of(".env.example")))
			.containsAll(Manifests.found("[^$]\\$\\{(\\w+)", FILE));
		assertThat(this.replica.get("environment").propertyNames())
			.isSubsetOf(Manifests.found("^\\| `([A-Z0-9_]+)`", Path.of("README.md")));
	}

	@Test
	void onlyTheProxyIsReached() {
		assertThat(this.replica.has("ports")).isFalse();
		assertThat(this.replica.at("/environment/SERVER_FORWARD_HEADERS_STRATEGY").asString()).isEqualTo("framework");
		assertThat(Manifests.texts(this.proxy.get("ports")))
			.containsExactly("${COFFER_SCALE_PUBLISH:-127.0.0.1:8081}:" + directive("listen"));
		assertThat(directive("proxy_pass")).isEqualTo("http://$replica:8080");
		assertThat(Manifests.text(PROXY)).contains("set $replica replica;");
		assertThat(this.proxy.at("/depends_on/replica/condition").asString()).isEqualTo("service_healthy");
	}

	@Test
	void theProxyIsOneVersionAndHasFewRights() {
		assertThat(this.proxy.get("image").asString()).matches("nginx:\\d+\\.\\d+\\.\\d+-alpine");
		assertThat(this.proxy.get("user").asString()).isEqualTo("101:101");
		assertThat(this.proxy.get("read_only").booleanValue()).isTrue();
		assertThat(Manifests.texts(this.proxy.get("cap_drop"))).containsExactly("ALL");
		assertThat(Manifests.texts(this.proxy.get("volumes")))
			.containsExactly("./" + PROXY.toString().replace(File.separatorChar, '/') + ":/etc/nginx/nginx.conf:ro");
		assertThat(Manifests.found("^ *(?:pid|\\w+_temp_path) ([^;]+);", PROXY)).hasSize(6)
			.allSatisfy((path) -> assertThat(path).startsWith(Manifests.texts(this.proxy.get("tmpfs")).get(0) + "/"));
	}

	@Test
	void theProxyPassesBodiesOnAsTheyComeAndOnce() {
		assertThat(directive("client_max_body_size")).isEqualTo("0");
		assertThat(directive("proxy_request_buffering")).isEqualTo("off");
		assertThat(directive("proxy_buffering")).isEqualTo("off");
		assertThat(directive("proxy_http_version")).isEqualTo("1.1");
		assertThat(directive("proxy_next_upstream")).isEqualTo("error timeout");
		assertThat(directive("proxy_next_upstream_timeout")).isEqualTo("15s");
	}

	@Test
	void theProxyDoesWhatTheOperatorsPageTells() {
		String page = Manifests.text(Path.of("docs/operations.md"));
		String block = page.substring(page.indexOf("    proxy_pass "), page.indexOf("```", page.indexOf("proxy_pass")));

		List<String> told = block.lines()
			.map(String::strip)
			.filter((line) -> line.endsWith(";") && !line.startsWith("proxy_pass "))
			.toList();
		assertThat(told).hasSizeGreaterThan(8).isSubsetOf(lines());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Ssl" })
	void whatAClientSaysOfItsWayDoesNotReachAReplica(String header) {
		assertThat(lines()).contains("proxy_set_header " + header + " \"\";");
	}

	@Test
	void composeTakesTheFile() throws Exception {
		List<String> compose = Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
			.filter((command) -> exit(command, Map.of(), "version") == 0)
			.findFirst()
			.orElse(List.of());
		assumeThat(compose).as("Compose is not installed").isNotEmpty();

		Map<String, String> secret = Map.of("COFFER_S3_SECRET_ACCESS_KEY", "secret");
		assertThat(exit(compose, secret, "config", "-q")).isZero();
		assertThat(exit(compose, secret, "--profile", "scale", "config", "-q")).isZero();
		assertThat(exit(compose, Map.of("COFFER_S3_SECRET_ACCESS_KEY", ""), "config", "-q")).isNotZero();
	}

	private static int exit(List<String> command, Map<String, String> variables, String... arguments) {
		List<String> all = new ArrayList<>(command);
		all.addAll(List.of(arguments));
		ProcessBuilder process = new ProcessBuilder(all).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		process.environment().putAll(variables);
		try {
			return process.start().waitFor();
		}
		catch (IOException ex) {
			return 127;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String directive(String name) {
		Map<String, String> directives = lines().stream()
			.map((line) -> line.replaceFirst(";$", "").split(" +", 2))
			.filter((parts) -> parts.length == 2)
			.collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1], (one, other) -> one));
		return Objects.requireNonNull(directives.get(name), name);
	}

	/** Without comments. */
	private static List<String> lines() {
		return Manifests.text(PROXY).lines().map((line) -> COMMENT.matcher(line).replaceFirst("").strip()).toList();
	}

}
