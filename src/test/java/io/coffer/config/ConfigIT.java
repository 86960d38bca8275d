package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.data.DataDirectory;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What an administrator does with the settings. The store is the embedded one. */
class ConfigIT extends RunningCoffer {

	@Autowired
	private DataDirectory data;

	private SettingsJson working;

	@BeforeEach
	void theEmbeddedStoreIsInForceAndCanBeNamedLikeAnyOther() {
		this.working = SettingsJson.of(this.embedded.open());
		assertThat(source()).isEqualTo("embedded");
	}

	@AfterEach
	void noProbeStaysAndDeletingReturnsToTheEmbeddedStore() {
		admin().delete("/config?state=adopt").hasStatus(204);
		assertThat(source()).isEqualTo("embedded");
		assertThat(bucket().keys("")).noneMatch((key) -> key.contains("coffer-check-"));
		assertThat(file()).doesNotExist();
	}

	@Test
	void atFirstTheEmbeddedStoreIsShownWithItsWarning() {
		Answer answer = admin().get("/config").hasStatus(200);

		JsonNode view = answer.json();
		URI endpoint = this.embedded.open().endpoint();
		assertThat(view.get("source").asString()).isEqualTo("embedded");
		assertThat(view.get("provider").asString()).isEqualTo("embedded");
		assertThat(view.get("endpoint").asString()).isEqualTo(endpoint.toString());
		assertThat(view.get("resolvedEndpoint").asString()).isEqualTo(endpoint + "/coffer/backups/");
		assertThat(view.get("bucket").asString()).isEqualTo("coffer");
		assertThat(view.get("region").asString()).isEqualTo("us-east-1");
		assertThat(view.get("rootPath").asString()).isEqualTo("backups/");
		assertThat(view.get("addressing").asString()).isEqualTo("path");
		assertThat(view.get("noOverwrite").asString()).isEqualTo("atomic");
		assertThat(view.get("warnings").get(0).get("code").asString()).isEqualTo("embedded-local-only");
		assertThat(view.has("secretAccessKey")).isFalse();
		assertThat(answer.text()).doesNotContain(this.embedded.open().secretAccessKey());
	}

	@Test
	void settingsThatWorkAreNormalisedProvenAndKept() {
		JsonNode kept = this.working.at("/a/").put(admin()).hasStatus(200).json();

		assertThat(kept.get("rootPath").asString()).isEqualTo("a/");
		assertThat(kept.get("resolvedEndpoint").asString()).endsWith("/coffer/a/");
		assertThat(kept.get("source").asString()).isEqualTo("file");
		assertThat(kept.get("provider").asString()).isEqualTo("generic");
		assertThat(kept.get("check").get("passed").asBoolean()).isTrue();
		assertThat(steps(kept.get("check"))).contains("write passed", "list passed", "read passed", "delete passed");
		JsonNode shown = admin().get("/config").hasStatus(200).json();
		assertThat(shown.get("rootPath").asString()).isEqualTo("a/");
		assertThat(shown.get("warnings").get(0).get("code").asString()).isEqualTo("plain-http");
		assertThat(shown.has("check")).isFalse();
	}

	@Test
	void backupsStayWhereTheyWereMade() {
		String root = "root-" + UUID.randomUUID();
		String name = "computer-" + UUID.randomUUID();
		Coffer device = device(name);
		String before = device.upload(Archives.EMPTY_ZIP, "").hasStatus(201).key();

		this.working.at(root).put(admin()).hasStatus(200);
		assertThat(device.get("/backups").json().get("total").asInt()).isZero();
		String within = device.upload(Archives.EMPTY_ZIP, "").hasStatus(201).key();

		assertThat(bucket().keys(root + "/")).containsExactly(root + "/" + within);
		admin().delete("/config?state=adopt").hasStatus(204);
		assertThat(device.get("/backups/latest?device=" + name).hasStatus(200).key()).isEqualTo(before);
		device.get("/backups/" + Coffer.encode(within)).isProblem(404, "backup-not-found");
	}

	@Test
	void theStoredSecretServesWhileItGoesToTheSamePlace() {
		this.working.put(admin()).hasStatus(200);

		SettingsJson without = this.working.without("secretAccessKey").at("b");

		assertThat(without.check(admin()).hasStatus(200).json().get("passed").asBoolean()).isTrue();
		assertThat(without.put(admin()).hasStatus(200).json().get("rootPath").asString()).isEqualTo("b/");
		without.with("secretAccessKey", "").at("c").put(admin()).hasStatus(200);
		without.with("secretAccessKey", null).at("d").put(admin()).hasStatus(200);
		assertThat(admin().get("/config").json().get("rootPath").asString()).isEqualTo("d/");
	}

	@ParameterizedTest
	@CsvSource({ "endpoint, http://127.0.0.1:1", "endpoint, http://nowhere.invalid", "bucket, another",
			"accessKeyId, another" })
	void theStoredSecretGoesNowhereElse(String field, String value) {
		this.working.put(admin()).hasStatus(200);
		SettingsJson elsewhere = this.working.without("secretAccessKey").with(field, value);

		elsewhere.put(admin()).isProblem(422, "secret-required");
		elsewhere.putUnchecked(admin()).isProblem(422, "secret-required");
		Answer refused = elsewhere.check(admin()).isProblem(422, "secret-required");

		assertThat(refused.json().get("hint").asString()).contains("secretAccessKey");
		assertThat(admin().get("/config").json().get(field).asString()).isEqualTo(this.working.fields().get(field));
	}

	@Test
	void theEmbeddedStoresSecretIsNeverLent() {
		SettingsJson without = this.working.without("secretAccessKey");

		without.put(admin()).isProblem(422, "secret-required");
		without.putUnchecked(admin()).isProblem(422, "secret-required");
		without.check(admin()).isProblem(422, "secret-required");
	}

	@ParameterizedTest
	@CsvSource({ "secretAccessKey, not-the-secret, storage-credentials", "accessKeyId, NOBODY, storage-credentials",
			"bucket, no-such-bucket, storage-bucket-missing", "endpoint, http://127.0.0.1:1, storage-unreachable",
			"endpoint, http://nowhere.invalid, storage-unreachable" })
	void settingsThatDoNotWorkAreNotSaved(String field, String value, String code) {
		SettingsJson broken = this.working.at("b").with(field, value);

		refused(broken.put(admin()), code);
		assertThat(source()).isEqualTo("embedded");
		assertThat(file()).doesNotExist();
	}

	@Test
	void settingsThatDoNotWorkReplaceNone() throws IOException {
		this.working.at("a").put(admin()).hasStatus(200);
		byte[] saved = Files.readAllBytes(file());

		refused(this.working.at("b").nowhere().put(admin()), "storage-unreachable");

		assertThat(admin().get("/config").json().get("rootPath").asString()).isEqualTo("a/");
		assertThat(file()).hasBinaryContent(saved);
		device("computer-" + UUID.randomUUID()).upload(Archives.EMPTY_ZIP, "").hasStatus(201);
	}

	@Test
	void settingsCanBeSavedUnchecked() {
		JsonNode kept = this.working.nowhere().putUnchecked(admin()).hasStatus(200).json();

		assertThat(kept.has("check")).isFalse();
		assertThat(kept.get("source").asString()).isEqualTo("file");
		Answer answer = admin().get("/backups").isProblem(503, "storage-unreachable");
		assertThat(answer.header("Retry-After")).isPresent();
	}

	@Test
	void aCheckSavesNothing() {
		JsonNode inForce = admin().post("/config/check").hasStatus(200).json();
		JsonNode works = this.working.at("b").check(admin()).hasStatus(200).json();
		JsonNode fails = this.working.with("secretAccessKey", "wrong").check(admin()).hasStatus(200).json();

		assertThat(inForce.get("passed").asBoolean()).isTrue();
		assertThat(inForce.get("resolvedEndpoint").asString()).endsWith("/coffer/backups/");
		assertThat(works.get("passed").asBoolean()).isTrue();
		assertThat(works.get("resolvedEndpoint").asString()).endsWith("/coffer/b/");
		assertThat(steps(fails)).contains("http passed", "credentials failed", "write skipped", "delete skipped");
		assertThat(source()).isEqualTo("embedded");
		assertThat(file()).doesNotExist();
	}

	@Test
	void blanksAroundPastedValuesAreDropped() {
		SettingsJson pasted = this.working.at(" /a b/ ");
		for (String field : List.of("endpoint", "region", "bucket", "accessKeyId", "secretAccessKey")) {
			pasted = pasted.with(field, "  " + this.working.fields().get(field) + "\t\n");
		}

		assertThat(pasted.put(admin()).hasStatus(200).json().get("rootPath").asString()).isEqualTo("a b/");
	}

	@Test
	void theSettingsInForceAreShownWhileOthersAreBeingChecked() throws IOException {
		CompletableFuture<Answer> put;
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			SettingsJson slow = this.working.with("endpoint", "http://127.0.0.1:" + silent.getLocalPort());
			put = CompletableFuture.supplyAsync(() -> slow.put(admin()));
			try (Socket checking = silent.accept()) {
				assertThat(checking.isConnected()).isTrue();
				assertThat(source()).isEqualTo("embedded");
				assertThat(put).isNotDone();
			}
		}
		refused(put.join(), "storage-unreachable");
	}

	@Test
	void restoreUrlsAreMadeForThePublicEndpoint() throws Exception {
		URI endpoint = this.embedded.open().endpoint();
		URI outside = URI.create("http://localhost:" + endpoint.getPort());
		Coffer device = device("computer-" + UUID.randomUUID());
		this.working.at("public").with("publicEndpoint", outside + "/").put(admin()).hasStatus(200);
		String key = device.upload(Archives.EMPTY_ZIP, "").hasStatus(201).key();

		String url = device.post("/backups/" + key + "/restore").hasStatus(200).json().get("url").asString();

		assertThat(admin().get("/config").json().get("publicEndpoint").asString()).isEqualTo(outside.toString());
		assertThat(admin().get("/config").json().get("resolvedEndpoint").asString()).startsWith(endpoint.toString());
		assertThat(url).startsWith(outside + "/coffer/public/");
		HttpResponse<byte[]> download = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
		assertThat(download.body()).isEqualTo(Archives.EMPTY_ZIP);
	}

	@Test
	void aPublicEndpointThatCofferCannotReachIsFine() {
		Coffer device = device("computer-" + UUID.randomUUID());
		this.working.at("public").with("publicEndpoint", "https://s3.nowhere.invalid").put(admin()).hasStatus(200);

		String key = device.upload(Archives.EMPTY_ZIP, "").hasStatus(201).key();

		assertThat(device.post("/backups/" + key + "/restore").hasStatus(200).json().get("url").asString())
			.startsWith("https://s3.nowhere.invalid/coffer/public/" + key + "?");
	}

	/** The bucket as a whole, whatever the root path in force. */
	private PlainS3 bucket() {
		return new PlainS3(store().client(), store().bucket(), "");
	}

	private static void refused(Answer answer, String code) {
		answer.isProblem(422, "check-failed");
		JsonNode report = answer.json().get("check");
		assertThat(report.get("passed").asBoolean()).isFalse();
		JsonNode failed = StreamSupport.stream(report.get("steps").spliterator(), false)
			.filter((step) -> step.get("status").asString().equals("failed"))
			.findFirst()
			.orElseThrow();
		assertThat(failed.get("code").asString()).isEqualTo(code);
		assertThat(failed.get("hint").asString()).isNotBlank();
		assertThat(steps(report)).contains("write skipped");
		assertThat(answer.json().get("hint").asString()).contains("check=false");
	}

	private static List<String> steps(JsonNode report) {
		return StreamSupport.stream(report.get("steps").spliterator(), false)
			.map((step) -> step.get("name").asString() + " " + step.get("status").asString())
			.toList();
	}

	private String source() {
		return admin().get("/config").hasStatus(200).json().get("source").asString();
	}

	private Path file() {
		return this.data.resolve("settings.json");
	}

}
