package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import io.coffer.testing.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alert rules speak of metrics that there are. */
class MonitoringIT extends AbstractBackupIT {

	private static final Path DIRECTORY = Path.of("docs", "monitoring");

	private static final Pattern METRIC = Pattern.compile("\\b(?:coffer|jvm|process|http|tomcat|system)_[a-z0-9_]+");

	@Test
	void everyMetricOfTheDashboardIsThere() throws IOException {
		areThere(metrics(dashboardExpressions()));
	}

	@Test
	void everyMetricOfTheAlertsIsThere() throws IOException {
		areThere(metrics(rules().map((rule) -> String.valueOf(rule.get("expr")))));
	}

	@Test
	void everyMetricOfCofferIsDescribed() throws IOException {
		String page = Files.readString(DIRECTORY.resolve("README.md"));

		assertThat(afterSomeTraffic()).filteredOn((name) -> name.startsWith("coffer_"))
			.isNotEmpty()
			.allSatisfy((name) -> assertThat(page).contains("`" + name.replaceFirst("_(bucket|count|sum|max)$", "")));
	}

	@Test
	void everyPanelHasATitleAPlaceAndExpressionsOfTheChosenDataSource() throws IOException {
		JsonNode dashboard = dashboard();

		assertThat(dashboard.get("templating").get("list").get(0).get("type").asString()).isEqualTo("datasource");
		Set<Integer> ids = new HashSet<>();
		for (JsonNode panel : dashboard.get("panels")) {
			assertThat(ids.add(panel.get("id").asInt())).as("an id of its own").isTrue();
			assertThat(panel.get("title").asString()).isNotBlank();
			assertThat(panel.get("gridPos").propertyNames()).contains("x", "y", "w", "h");
			if (!panel.get("type").asString().equals("row")) {
				assertThat(panel.get("datasource").get("uid").asString()).isEqualTo("${datasource}");
				assertThat(panel.get("targets")).isNotEmpty();
			}
		}
	}

	@Test
	void everyAlertSaysHowBadItIsAndWhatToDo() throws IOException {
		assertThat(rules()).isNotEmpty().allSatisfy((rule) -> {
			assertThat(rule).containsKeys("alert", "expr", "labels", "annotations");
			assertThat(rule.get("labels")).asString().contains("severity=");
			assertThat(rule.get("annotations")).asString().contains("summary=", "description=");
		});
	}

	private void areThere(Set<String> wanted) {
		assertThat(wanted).isNotEmpty();
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(afterSomeTraffic()).containsAll(wanted));
	}

	private Set<String> afterSomeTraffic() {
		String key = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201).key();
		this.coffer.get("/backups/" + key + "/content").hasStatus(200);
		return Scrape.of(admin()).names();
	}

	private static Set<String> metrics(Stream<String> expressions) {
		return expressions.flatMap((expression) -> METRIC.matcher(expression).results())
			.map(MatchResult::group)
			.collect(Collectors.toSet());
	}

	private static JsonNode dashboard() throws IOException {
		return new JsonMapper().readTree(Files.readString(DIRECTORY.resolve("grafana-dashboard.json")));
	}

	private static Stream<String> dashboardExpressions() throws IOException {
		JsonNode dashboard = dashboard();
		return Stream.concat(dashboard.findValuesAsString("expr").stream(),
				dashboard.findValuesAsString("definition").stream());
	}

	private static Stream<Map<String, Object>> rules() throws IOException {
		Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml()
			.load(Files.readString(DIRECTORY.resolve("alerts.yaml")));
		return file.getOrDefault("groups", List.of())
			.stream()
			.flatMap((group) -> group.getOrDefault("rules", List.of()).stream());
	}

}
