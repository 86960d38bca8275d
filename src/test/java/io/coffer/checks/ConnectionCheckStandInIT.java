package io.coffer.checks;

import static io.coffer.checks.Reports.failedAt;
import static io.coffer.checks.Reports.step;
import static io.coffer.checks.Reports.suggests;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.checks.CheckStep.Status;
import io.coffer.providers.Addressing;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.S3Settings;
import io.coffer.standins.StandIn;
import io.coffer.standins.StandIns;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.RunningCoffer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the check tells of the five main providers, and of settings that fail there. */
@Tag("stand-ins")
class ConnectionCheckStandInIT extends RunningCoffer {

	private static final List<String> DIFFERS = List.of("no-overwrite", "browser-uploads", "versioning", "lock");

	private static final JsonMapper JSON = new JsonMapper();

	@Autowired
	private ConnectionCheck check;

	@AfterEach
	void theStandInsAreAsBefore() {
		for (StandIn standIn : StandIns.all()) {
			standIn.letEveryoneRead(false);
			standIn.lock(false);
			standIn.setClock(Duration.ZERO);
			assertThat(standIn.openUploads()).noneMatch((key) -> key.contains("coffer-check-"));
		}
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@ParameterizedTest
	@CsvSource({ "aws, ATOMIC", "r2, BEST_EFFORT", "oss, ATOMIC", "cos, ATOMIC", "minio, ATOMIC" })
	void whatTheManualAsksForPassesEveryStep(String provider, OverwriteProtection noOverwrite) {
		CheckReport report = this.check.run(StandIns.named(provider).settings());

		assertThat(report.steps()).filteredOn((step) -> !DIFFERS.contains(step.name()))
			.as("%s", report)
			.extracting(CheckStep::status)
			.containsOnly(Status.PASSED);
		assertThat(List.of(step(report, "versioning").status(), step(report, "lock").status())).as("%s", report)
			.containsOnly(List.of("r2", "oss").contains(provider) ? Status.SKIPPED : Status.PASSED);
		assertThat(report.noOverwrite()).isEqualTo(noOverwrite);
		assertThat(step(report, "no-overwrite").status())
			.isEqualTo((noOverwrite == OverwriteProtection.ATOMIC) ? Status.PASSED : Status.WARNING);
	}

	@ParameterizedTest
	@CsvSource({ "oss", "cos" })
	void whoRefusesPathStyleGetsTheOtherOneSuggested(String provider) {
		S3Settings wrong = StandIns.named(provider).settings().withAddressing(Addressing.PATH);

		CheckReport report = this.check.run(wrong);

		failedAt(report, "addressing", "storage-addressing", "addressing \"virtual\"");
		suggests(report, (suggestion) -> assertThat(suggestion.addressing()).isEqualTo(Addressing.VIRTUAL));
	}

	@ParameterizedTest
	@CsvSource({ "aws, us-east-1", "minio, us-east-1" })
	void theRegionThatTheErrorNamesIsSuggested(String provider, String region) {
		S3Settings right = StandIns.named(provider).settings();

		CheckReport report = this.check.run(right.withRegion(region));

		failedAt(report, "region", "storage-region", "region \"" + right.region() + "\"");
		suggests(report, (suggestion) -> assertThat(suggestion.region()).isEqualTo(right.region()));
	}

	@ParameterizedTest
	@CsvSource({ "aws, eu-central-1, us-east-1", "oss, cn-hangzhou, cn-beijing" })
	void theEndpointOfTheRegionThatTheErrorNamesIsSuggested(String provider, String region, String wrong) {
		S3Settings right = StandIns.named(provider).settings();
		URI elsewhere = URI.create(right.endpoint().toString().replace(region, wrong));

		CheckReport report = this.check.run(right.withRegion(wrong).withEndpoint(elsewhere));

		failedAt(report, "region", "storage-region", "region \"" + region + "\"");
		suggests(report, (suggestion) -> {
			assertThat(suggestion.region()).isEqualTo(region);
			assertThat(suggestion.endpoint()).isEqualTo(right.endpoint());
		});
	}

	@ParameterizedTest
	@CsvSource({ "aws, access key", "r2, R2 API token", "oss, access key", "cos, access key", "minio, access key" })
	void aWrongKeyIsNamedAsSuch(String provider, String hint) {
		S3Settings right = StandIns.named(provider).settings();

		failedAt(this.check.run(right.withSecret("not-the-secret")), "credentials", "storage-credentials", hint);
	}

	@Test
	void anotherJurisdictionIsNamedWhereTheBucketIsMissing() {
		S3Settings right = StandIns.named("r2").settings();
		URI europe = URI.create(right.endpoint().toString().replace(".r2.", ".eu.r2."));

		failedAt(this.check.run(right.withEndpoint(europe)), "bucket", "storage-bucket-missing", "jurisdiction");
	}

	@Test
	void theNumberOfTheAccountIsNamedWhereTheBucketIsMissing() {
		S3Settings right = StandIns.named("cos").settings();

		failedAt(this.check.run(right.withBucket("coffer-tests")), "bucket", "storage-bucket-missing", "number");
	}

	@ParameterizedTest
	@CsvSource({ "aws", "oss", "cos", "minio" })
	void aClockThatDiffersIsNamedAsSuch(String provider) {
		StandIns.named(provider).setClock(Duration.ofHours(1));

		CheckReport report = this.check.run(StandIns.named(provider).settings());

		assertThat(report.passed()).isFalse();
		assertThat(report.steps()).filteredOn((step) -> step.status() == Status.FAILED)
			.extracting(CheckStep::code)
			.containsExactly("storage-clock");
	}

	@ParameterizedTest
	@CsvSource({ "aws", "oss", "cos", "minio" })
	void aBucketThatAnyoneReadsStaysAWarningInTheSettings(String provider) {
		StandIn standIn = StandIns.named(provider);
		standIn.letEveryoneRead(true);

		JsonNode kept = put(json(standIn.settings())).hasStatus(200).json();

		assertThat(status(kept.get("check"), "private")).isEqualTo("warning");
		assertThat(warnings(admin().get("/config").json())).contains("bucket-public");

		standIn.letEveryoneRead(false);
		admin().post("/config/check").hasStatus(200);
		assertThat(warnings(admin().get("/config").json())).doesNotContain("bucket-public");
	}

	@ParameterizedTest
	@CsvSource({ "aws", "minio", "cos" })
	void aBucketThatLocksObjectsTakesBackupsAndSaysWhatItKeeps(String provider) {
		StandIn standIn = StandIns.named(provider);
		standIn.lock(true);

		CheckReport report = this.check.run(standIn.settings());

		assertThat(report.passed()).as("%s", report).isTrue();
		assertThat(step(report, "versioning").code()).isEqualTo("bucket-versioned");
		assertThat(step(report, "lock").code()).isEqualTo("bucket-locked");
		assertThat(step(report, "lock").message()).contains("30 days", "governance", "accepted", "probes");

		assertThat(put(json(standIn.settings())).hasStatus(200).json().get("warnings").toString())
			.contains("bucket-versioned");
		String key = device("computer-" + UUID.randomUUID()).upload(Archives.zip(9_000_000), "").hasStatus(201).key();
		admin().delete("/backups/" + key).hasStatus(204);
	}

	@Test
	void aBucketThatLetsNobodyDeleteIsAWarningThatNamesTheProbe() {
		StandIn standIn = StandIns.named("r2");
		standIn.lock(true);

		CheckReport report = this.check.run(standIn.settings());

		assertThat(report.passed()).as("%s", report).isTrue();
		assertThat(step(report, "delete").code()).isEqualTo("bucket-locked");
		assertThat(step(report, "delete").message()).contains("coffer-check-");
		put(json(standIn.settings())).hasStatus(200);
		String key = device("computer-" + UUID.randomUUID()).upload(Archives.EMPTY_ZIP, "").hasStatus(201).key();
		Answer refused = admin().delete("/backups/" + key).isProblem(502, "storage-access-denied");
		assertThat(refused.json().get("hint").asString()).contains("lock");
	}

	@Test
	void whereABucketMayBePublicUnderAnotherNameTheSettingsSaySo() {
		put(json(StandIns.named("r2").settings())).hasStatus(200);

		JsonNode warnings = admin().get("/config").json().get("warnings");

		assertThat(warnings.toString()).contains("provider-note", "r2.dev");
	}

	@ParameterizedTest
	@CsvSource({ "aws, {scheme}://{bucket}.{host}", "aws, {scheme}://{bucket}.eu-central-1.amazonaws.com{port}",
			"aws, {scheme}://{host}/{bucket}", "r2, {scheme}://{host}/{bucket}", "r2, {scheme}://{bucket}.{host}",
			"oss, {scheme}://{bucket}.oss-cn-hangzhou.aliyuncs.com{port}", "oss, {scheme}://{bucket}.{host}",
			"cos, {scheme}://{bucket}.{host}", "minio, {scheme}://{host}/{bucket}" })
	void whatIsPastedWithTheBucketInItKeepsBackupsWhereTheyBelong(String provider, String form) {
		S3Settings right = StandIns.named(provider).settings();
		int port = right.endpoint().getPort();
		String pasted = form.replace("{scheme}", right.endpoint().getScheme())
			.replace("{host}", right.endpoint().getAuthority())
			.replace("{bucket}", right.bucket())
			.replace("{port}", (port < 0) ? "" : ":" + port);
		Map<String, Object> typed = json(right);
		typed.put("endpoint", pasted);
		typed.remove("bucket");
		typed.remove("provider");
		if (!provider.equals("minio")) {
			typed.remove("region");
		}

		JsonNode kept = put(typed).hasStatus(200).json();

		assertThat(kept.get("bucket").asString()).isEqualTo(right.bucket());
		assertThat(kept.get("endpoint").asString()).isEqualTo(right.endpoint().toString());
		String key = device("computer-" + UUID.randomUUID()).upload(Archives.EMPTY_ZIP, "").hasStatus(201).key();
		assertThat(admin().get("/backups?q=" + key).json().get("total").asInt()).isEqualTo(1);
		admin().delete("/backups/" + key).hasStatus(204);
	}

	private Answer put(Map<String, Object> fields) {
		return admin().sendJson("PUT", "/config?state=adopt", JSON.writeValueAsString(fields));
	}

	private static Map<String, Object> json(S3Settings settings) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("endpoint", settings.endpoint().toString());
		fields.put("region", settings.region());
		fields.put("bucket", settings.bucket());
		fields.put("accessKeyId", settings.accessKeyId());
		fields.put("secretAccessKey", settings.secretAccessKey());
		fields.put("rootPath", "checks");
		fields.put("provider", settings.provider().id());
		return fields;
	}

	private static List<String> warnings(JsonNode view) {
		List<String> codes = new ArrayList<>();
		view.get("warnings").forEach((warning) -> codes.add(warning.get("code").asString()));
		return codes;
	}

	private static String status(JsonNode report, String name) {
		for (JsonNode step : report.get("steps")) {
			if (step.get("name").asString().equals(name)) {
				return step.get("status").asString();
			}
		}
		throw new AssertionError("There is no step " + name);
	}

}
