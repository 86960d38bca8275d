package io.coffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files by which Coffer is deployed, as trees. */
final class Manifests {

	static final Path KUBERNETES = Path.of("docs", "kubernetes");

	private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

	private Manifests() {
	}

	/** One file, below the project's root. */
	static JsonNode yaml(Path file) {
		return parse(text(file));
	}

	static JsonNode kubernetes(String name) {
		return yaml(KUBERNETES.resolve(name));
	}

	static JsonNode pod() {
		return kubernetes("deployment.yaml").at("/spec/template/spec");
	}

	static JsonNode container() {
		return pod().at("/containers/0");
	}

	/** The only manifest that is no file. */
	static JsonNode ingressOfTheReadme() {
		return parse(YAML_BLOCK.matcher(text(KUBERNETES.resolve("README.md")))
			.results()
			.map((block) -> block.group(1))
			.filter((block) -> block.contains("kind: Ingress"))
			.findFirst()
			.orElseThrow());
	}

	/** What the ConfigMap is made of. */
	static Map<String, String> settings() {
		return text(KUBERNETES.resolve("settings.env")).lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.map((line) -> line.split("=", 2))
			.collect(Collectors.toMap((parts) -> parts[0], (parts) -> parts[1], (one, other) -> other, TreeMap::new));
	}

	/** What the Secret must hold, with placeholders. */
	static Map<String, String> secrets() {
		Map<String, String> secrets = new TreeMap<>();
		kubernetes("secret.yaml").get("stringData")
			.properties()
			.forEach((entry) -> secrets.put(entry.getKey(), entry.getValue().asString()));
		return secrets;
	}

	/** What the Deployment gives by itself, beside the ConfigMap and the Secret. */
	static Map<String, String> ownVariables() {
		return list(container().get("env")).stream()
			.filter((variable) -> variable.has("value"))
			.collect(Collectors.toMap((variable) -> variable.get("name").asString(),
					(variable) -> variable.get("value").asString()));
	}

	static List<JsonNode> list(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false).toList();
	}

	static List<String> texts(JsonNode array) {
		return list(array).stream().map(JsonNode::asString).toList();
	}

	/** What the first group of a pattern finds in a file. */
	static List<String> found(String regex, Path file) {
		return Pattern.compile(regex, Pattern.MULTILINE)
			.matcher(text(file))
			.results()
			.map((MatchResult match) -> Objects.requireNonNull(match.group(1)))
			.toList();
	}

	static List<String> names(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> String.valueOf(file.getFileName())).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static JsonNode parse(String yaml) {
		Object tree = new Yaml().load(yaml);
		return new JsonMapper().valueToTree(tree);
	}

}
