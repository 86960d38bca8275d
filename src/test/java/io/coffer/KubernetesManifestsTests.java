package io.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code docs/kubernetes} says. No cluster runs here. */
class KubernetesManifestsTests {

	private static final Path README = Manifests.KUBERNETES.resolve("README.md");

	private static final Map<String, Schema> SCHEMAS = Map.of("v1 Namespace", V1Namespace::validateJsonElement,
			"v1 Service", V1Service::validateJsonElement, "v1 Secret", V1Secret::validateJsonElement,
			"apps/v1 Deployment", V1Deployment::validateJsonElement, "policy/v1 PodDisruptionBudget",
			V1PodDisruptionBudget::validateJsonElement, "networking.k8s.io/v1 NetworkPolicy",
			V1NetworkPolicy::validateJsonElement, "networking.k8s.io/v1 Ingress", V1Ingress::validateJsonElement);

	@ParameterizedTest
	@MethodSource("manifests")
	void aManifestIsWhatTheSchemasOfKubernetesSay(JsonNode manifest) throws IOException {
		validate(manifest);
	}

	@Test
	void whatTheSchemasDoNotSayIsRefused() {
		JsonNode manifest = Manifests.kubernetes("deployment.yaml");
		((ObjectNode) manifest.at("/spec/template/spec/containers/0/securityContext")).put("readOnlyRootFileSystem",
				true);

		assertThatIllegalArgumentException().isThrownBy(() -> validate(manifest))
			.withMessageContaining("readOnlyRootFileSystem");
	}

	@Test
	void allIsPutTogetherButTheSecretWhosePlaceholdersWouldReplaceARealOne() {
		JsonNode kustomization = Manifests.kubernetes("kustomization.yaml");

		Set<String> files = new TreeSet<>(Manifests.texts(kustomization.get("resources")));
		files.addAll(List.of("README.md", "kustomization.yaml", "secret.yaml"));
		files.addAll(Manifests.texts(kustomization.at("/configMapGenerator/0/envs")));
		assertThat(Manifests.names(Manifests.KUBERNETES)).containsExactlyElementsOf(files)
			.filteredOn((file) -> !file.equals("README.md"))
			.allSatisfy((file) -> assertThat(Manifests.text(README)).contains("(" + file + ")"));
		assertThat(kustomization.at("/images/0/name")).isEqualTo(Manifests.container().get("image"));
		assertThat(kustomization.at("/configMapGenerator/0/name"))
			.isEqualTo(Manifests.container().at("/envFrom/0/configMapRef/name"));
		assertThat(kustomization.get("namespace"))
			.isEqualTo(Manifests.kubernetes("namespace.yaml").at("/metadata/name"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "service.yaml:/spec/selector", "poddisruptionbudget.yaml:/spec/selector/matchLabels",
			"networkpolicy.yaml:/spec/podSelector/matchLabels", "deployment.yaml:/spec/selector/matchLabels",
			"deployment.yaml:/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels",
			"deployment.yaml:/spec/template/spec/topologySpreadConstraints/1/labelSelector/matchLabels" })
	void everySelectorSelectsThePods(String selector) {
		String[] parts = selector.split(":", 2);

		assertThat(Manifests.kubernetes(parts[0]).at(parts[1])).isNotEmpty()
			.isEqualTo(Manifests.kubernetes("deployment.yaml").at("/spec/template/metadata/labels"));
	}

	@Test
	void portsAgree() {
		JsonNode container = Manifests.container();
		JsonNode service = Manifests.kubernetes("service.yaml");
		JsonNode port = container.at("/ports/0");
		JsonNode backend = Manifests.ingressOfTheReadme().at("/spec/rules/0/http/paths/0/backend/service");

		assertThat(port.get("containerPort")).isEqualTo(application().at("/server/port"));
		assertThat(service.at("/spec/ports/0/targetPort")).isEqualTo(port.get("name"));
		assertThat(probes()).allSatisfy((probe) -> assertThat(probe.at("/httpGet/port")).isEqualTo(port.get("name")));
		assertThat(Manifests.kubernetes("networkpolicy.yaml").at("/spec/ingress/0/ports/0/port"))
			.isEqualTo(port.get("containerPort"));
		assertThat(backend.get("name")).isEqualTo(service.at("/metadata/name"));
		assertThat(backend.at("/port/name")).isEqualTo(service.at("/spec/ports/0/name"));
		assertThat(Manifests.text(README)).contains("service/coffer 8080:" + service.at("/spec/ports/0/port").asInt());
	}

	@Test
	void aStorageThatIsDownRestartsNoPod() {
		JsonNode container = Manifests.container();

		assertThat(path(container, "startupProbe")).isEqualTo("/actuator/health/liveness");
		assertThat(path(container, "livenessProbe")).isEqualTo("/actuator/health/liveness");
		assertThat(path(container, "readinessProbe")).isEqualTo("/actuator/health/readiness");
		assertThat(container.at("/readinessProbe/timeoutSeconds").asInt()).as("Coffer waits five seconds")
			.isGreaterThan(5);
		assertThat(application().at("/management/endpoint.health/group").toString()).contains("storage")
			.doesNotContain("liveness");
	}

	@Test
	void podsMayDoNothingThatCofferDoesNotNeed() {
		JsonNode pod = Manifests.pod();
		JsonNode rights = Manifests.container().get("securityContext");

		assertThat(pod.at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
		assertThat(pod.at("/securityContext/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
		assertThat(rights.get("readOnlyRootFilesystem").booleanValue()).isTrue();
		assertThat(rights.get("allowPrivilegeEscalation").booleanValue()).isFalse();
		assertThat(Manifests.texts(rights.at("/capabilities/drop"))).containsExactly("ALL");
		assertThat(rights.at("/capabilities").has("add")).isFalse();
		assertThat(pod.get("automountServiceAccountToken").booleanValue()).isFalse();
		assertThat(pod.get("enableServiceLinks").booleanValue()).isFalse();
		assertThat(Manifests.kubernetes("namespace.yaml").at("/metadata/labels").toString())
			.contains("\"pod-security.kubernetes.io/enforce\":\"restricted\"");
	}

	@Test
	void theUserIsTheImages() {
		JsonNode context = Manifests.pod().get("securityContext");

		assertThat(Manifests.found("^USER (\\S+)$", Path.of("Dockerfile")))
			.containsExactly(context.get("runAsUser").asInt() + ":" + context.get("runAsGroup").asInt());
	}

	@Test
	void nothingThatIsWrittenLasts() {
		assertThat(Manifests.list(Manifests.pod().get("volumes"))).singleElement()
			.satisfies((volume) -> assertThat(volume.at("/emptyDir/sizeLimit").asString()).isEqualTo("64Mi"));
		assertThat(Manifests.list(Manifests.container().get("volumeMounts"))).singleElement()
			.satisfies((mount) -> assertThat(mount.get("mountPath").asString()).isEqualTo("/tmp"));
		assertThat(Manifests.ownVariables()).containsExactly(Map.entry("COFFER_DATA_DIR", "/dev/null"));
	}

	@Test
	void everyVariableIsInTheReadmesTable() {
		Set<String> variables = new TreeSet<>(Manifests.settings().keySet());
		Manifests.list(Manifests.container().get("env"))
			.forEach((variable) -> variables.add(variable.get("name").asString()));

		assertThat(variables).hasSizeGreaterThan(8)
			.isSubsetOf(Manifests.found("^\\| `([A-Z0-9_]+)`", Path.of("README.md")));
	}

	@Test
	void theSecretsThatThePodNeedsAreThoseThatTheReadmeMakes() {
		List<JsonNode> wanted = Manifests.list(Manifests.container().get("env"))
			.stream()
			.filter((variable) -> variable.has("valueFrom"))
			.toList();

		assertThat(wanted).allSatisfy((variable) -> {
			JsonNode reference = variable.at("/valueFrom/secretKeyRef");
			assertThat(reference.get("name")).isEqualTo(Manifests.kubernetes("secret.yaml").at("/metadata/name"));
			assertThat(reference.get("key")).isEqualTo(variable.get("name"));
			assertThat(reference.has("optional")).isFalse();
		});
		assertThat(wanted).extracting((variable) -> variable.get("name").asString())
			.containsExactlyElementsOf(Manifests.secrets().keySet())
			.containsExactlyElementsOf(Manifests.found("--from-literal=([A-Z0-9_]+)=", README));
		assertThat(Manifests.settings()).doesNotContainKeys(Manifests.secrets().keySet().toArray(String[]::new));
		assertThat(Manifests.secrets().values())
			.allSatisfy((value) -> assertThat(value).startsWith("<placeholder").contains(" "));
	}

	@Test
	void thePodMayTakeLongerToStopThanCofferDoes() {
		JsonNode compose = Manifests.yaml(Path.of("docker-compose.yml"));
		Duration stop = DurationStyle.detectAndParse(compose.at("/services/coffer/stop_grace_period").asString());
		Duration uploads = DurationStyle.detectAndParse(
				Manifests
					.found("timeout-per-shutdown-phase: \\$\\{coffer.shutdown.grace:(\\w+)}",
							Path.of("src/main/resources/application.yaml"))
					.get(0));
		List<String> before = Manifests.texts(Manifests.container().at("/lifecycle/preStop/exec/command"));

		assertThat(before).startsWith("sleep").hasSize(2);
		assertThat(stop).isGreaterThan(uploads.plusSeconds(10));
		assertThat(Duration.ofSeconds(Manifests.pod().get("terminationGracePeriodSeconds").asLong()))
			.isGreaterThanOrEqualTo(stop.plusSeconds(Long.parseLong(before.get(1))));
	}

	@Test
	void theMemoryIsThatOfTheComposeFile() {
		JsonNode resources = Manifests.container().get("resources");

		assertThat(resources.at("/limits/memory").asString()).isEqualTo("768Mi");
		assertThat(resources.at("/requests/memory")).isEqualTo(resources.at("/limits/memory"));
		assertThat(Manifests.yaml(Path.of("docker-compose.yml")).at("/services/coffer/mem_limit").asString())
			.isEqualTo("${COFFER_MEMORY:-768m}");
		assertThat(Manifests.found("-XX:MaxRAMPercentage=(\\d+)", Path.of("Dockerfile"))).containsExactly("60");
		assertThat(resources.get("limits").has("cpu")).isFalse();
	}

	@Test
	void anUpdateOrADrainedNodeLeavesReplicasAtWork() {
		JsonNode deployment = Manifests.kubernetes("deployment.yaml").get("spec");
		JsonNode budget = Manifests.kubernetes("poddisruptionbudget.yaml").get("spec");

		assertThat(deployment.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
		assertThat(deployment.at("/strategy/rollingUpdate/maxSurge").asInt()).isPositive();
		assertThat(budget.get("maxUnavailable").asInt()).isPositive()
			.isLessThan(deployment.get("replicas").asInt() - 1);
	}

	@Test
	void podsCallTheDnsAndHttpsAndNobodyElse() {
		JsonNode policy = Manifests.kubernetes("networkpolicy.yaml").get("spec");

		assertThat(Manifests.texts(policy.get("policyTypes"))).containsExactly("Ingress", "Egress");
		assertThat(Stream.of(policy.get("ingress"), policy.get("egress"))
			.flatMap((rules) -> Manifests.list(rules).stream())).allSatisfy((rule) -> {
				assertThat(rule.get("ports")).isNotEmpty();
				assertThat(Objects.requireNonNullElse(rule.get("from"), rule.get("to"))).isNotEmpty();
			});
		assertThat(ports(policy.get("ingress"))).containsExactly("TCP 8080");
		assertThat(ports(policy.get("egress"))).containsExactly("TCP 443", "TCP 53", "UDP 53");
		assertThat(Manifests.settings().get("COFFER_S3_ENDPOINT")).matches("https://[a-z0-9.]+");
	}

	@Test
	void theIngressOfTheReadmePassesBodiesOn() {
		JsonNode annotations = Manifests.ingressOfTheReadme().at("/metadata/annotations");

		assertThat(annotations.properties())
			.allSatisfy((entry) -> assertThat(entry.getValue().isString()).as(entry.getKey()).isTrue());
		assertThat(annotations.properties()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.getKey().replaceFirst("^nginx.ingress.kubernetes.io/", ""),
					(entry) -> entry.getValue().asString())))
			.containsEntry("proxy-request-buffering", "off")
			.containsEntry("proxy-buffering", "off")
			.containsEntry("proxy-body-size", "0")
			.containsEntry("proxy-read-timeout", "1200")
			.containsEntry("proxy-http-version", "1.1");
	}

	static Stream<JsonNode> manifests() {
		return Stream.concat(Manifests.names(Manifests.KUBERNETES)
			.stream()
			.filter((name) -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
			.map(Manifests::kubernetes), Stream.of(Manifests.ingressOfTheReadme()));
	}

	private static void validate(JsonNode manifest) throws IOException {
		String kind = manifest.get("apiVersion").asString() + " " + manifest.get("kind").asString();
		assertThat(SCHEMAS).containsKey(kind);
		Objects.requireNonNull(SCHEMAS.get(kind)).validate(JsonParser.parseString(manifest.toString()));
	}

	private static Set<String> ports(JsonNode rules) {
		return Manifests.list(rules)
			.stream()
			.flatMap((rule) -> Manifests.list(rule.get("ports")).stream())
			.map((port) -> port.get("protocol").asString() + " " + port.get("port").asInt())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<JsonNode> probes() {
		return Stream.of("startupProbe", "livenessProbe", "readinessProbe").map(Manifests.container()::get).toList();
	}

	private static String path(JsonNode container, String probe) {
		return container.at("/" + probe + "/httpGet/path").asString();
	}

	private static JsonNode application() {
		return Manifests.yaml(Path.of("src/main/resources/application.yaml"));
	}

	/** A class of the client, which knows the members that each of its types may have. */
	@FunctionalInterface
	private interface Schema {

		void validate(JsonElement manifest) throws IOException;

	}

}
