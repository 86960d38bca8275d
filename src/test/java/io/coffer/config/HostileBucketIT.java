package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import io.coffer.providers.S3Settings;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.FaultyProxy;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Somebody else writes where Coffer keeps what it must remember. */
@TestPropertySource(properties = "coffer.state.max-age=100ms")
@ExtendWith(OutputCaptureExtension.class)
class HostileBucketIT extends RunningCoffer {

	private static final String FOREIGN_KEY = "{\"fingerprint\":\"00112233445566778899aabbccddeeff\"}";

	private static final String KEY = ".coffer/key.json";

	private static final String POLICY = ".coffer/vaults/default/policy.json";

	private String root = "";

	private PlainS3 bucket;

	@BeforeEach
	void aRootPathOfItsOwn() {
		this.root = "hostile-" + UUID.randomUUID() + "/";
		this.bucket = new PlainS3(this.embedded.open().withRootPath(this.root));
		use(this.embedded.open());
	}

	@AfterEach
	void theEmbeddedStoreAgain() {
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@Test
	void whatNobodyHasSignedIsIgnoredNamedCountedAndLocksNobodyOut(CapturedOutput output) {
		Coffer laptop = device("laptop");
		String token = theOnlyToken();
		String strange = token.replaceAll("[0-9a-f]{32}", "0".repeat(32));
		for (String key : List.of(strange, POLICY, ".coffer/tokens/default/readme.json", ".coffer/note.txt")) {
			this.bucket.put(key, bytes("{\"payload\": \"e30\"}"));
		}

		laptop.upload(Archives.EMPTY_ZIP, "").hasStatus(201);
		assertThat(device("desktop").get("/backups").hasStatus(200).json().get("total").asInt()).isOne();
		assertThat(admin().get("/devices").hasStatus(200).json().findValuesAsString("name"))
			.containsExactlyInAnyOrder("laptop", "desktop");
		assertThat(admin().get("/retention").hasStatus(200).json().get("source").asString()).isEqualTo("none");

		assertThat(health().at("/components/state/details/ignored").toString()).contains(strange, POLICY);
		assertThat(output).contains(POLICY + " in the bucket is ignored");
		assertThat(admin().get("/actuator/prometheus").text())
			.containsPattern("coffer_state_ignored(\\{[^}]*})? [1-9]");

		admin().sendJson("PUT", "/retention", "{\"keepLast\": 5}").hasStatus(200);
		assertThat(admin().get("/retention").json().get("source").asString()).isEqualTo("saved");
		assertThat(health().at("/components/state/details/ignored").toString()).doesNotContain(POLICY);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "nonsense", "null", "[]", "{}", "{\"fingerprint\": 7}", "{\"fingerprint\": \"short\"}" })
	void whatIsNoFingerprintLocksNobodyOut(String content) {
		this.bucket.put(KEY, bytes(content));

		device("laptop").get("/backups").hasStatus(200);

		assertThat(new String(this.bucket.get(KEY), StandardCharsets.UTF_8)).isEqualTo(content);
	}

	@Test
	void aTokensFactThatIsCopiedToAnotherNamesIsNone() {
		Coffer thief = device("thief");
		String stolen = theOnlyToken();
		Coffer victim = device("victim");
		String other = tokens().stream().filter((key) -> !key.equals(stolen)).findFirst().orElseThrow();

		this.bucket.put(other, this.bucket.get(stolen));

		await().untilAsserted(() -> victim.get("/backups").isProblem(401, "unauthenticated"));
		thief.get("/backups").hasStatus(200);
		assertThat(admin().get("/devices").json().findValuesAsString("name")).containsExactly("thief");
		device("victim").get("/backups").hasStatus(200);
	}

	@Test
	void aPolicyThatIsATokensFactIsNone() {
		device("laptop");

		this.bucket.put(POLICY, this.bucket.get(theOnlyToken()));

		assertThat(admin().get("/retention").hasStatus(200).json().get("source").asString()).isEqualTo("none");
	}

	/** Whoever may write to the bucket can do so, as the threat model says. */
	@Test
	void anEarlierFactThatIsPutBackHoldsAgainAndANewTokenEndsIt() {
		Coffer laptop = device("laptop");
		byte[] earlier = this.bucket.get(theOnlyToken());
		admin().delete("/devices/laptop/token").hasStatus(204);
		laptop.get("/backups").isProblem(401, "unauthenticated");

		this.bucket.put(theOnlyToken(), earlier);
		await().untilAsserted(() -> laptop.get("/backups").hasStatus(200));

		Coffer newer = device("laptop");
		laptop.get("/backups").isProblem(401, "unauthenticated");
		newer.get("/backups").hasStatus(200);
	}

	@Test
	void factsThatAreCopiedToAnotherPlaceHoldThereForWhoHasTheKey() {
		Coffer laptop = device("laptop");
		String elsewhere = "copied-" + UUID.randomUUID() + "/";
		PlainS3 copy = new PlainS3(this.embedded.open().withRootPath(elsewhere));
		this.bucket.keys(".coffer/").forEach((key) -> copy.put(key, this.bucket.get(key)));

		SettingsJson.of(this.embedded.open()).at(elsewhere).put(admin()).hasStatus(200);

		laptop.get("/backups").hasStatus(200);
	}

	@Test
	void theKeyOfAnotherCofferStopsTheStartAndSaysWhatToDo(CapturedOutput output, @TempDir Path data) {
		this.bucket.put(KEY, bytes(FOREIGN_KEY));

		assertThatException().isThrownBy(() -> start(data).close());

		assertThat(output).contains("00112233445566778899aabbccddeeff", "COFFER_ENCRYPTION_KEY",
				"remove " + KEY + " from the bucket");
		this.bucket.delete(KEY);
		start(data).close();
	}

	@Test
	void settingsWhoseBucketIsOfAnotherKeyAreRefused() {
		this.bucket.put(KEY, bytes(FOREIGN_KEY));
		admin().delete("/config?state=adopt").hasStatus(204);

		for (String state : List.of("", "?state=carry", "?state=adopt", "?check=false&state=adopt")) {
			Answer answer = admin().sendJson("PUT", "/config" + state,
					SettingsJson.of(this.embedded.open()).at(this.root).toString());
			assertThat(answer.isProblem(409, "state-conflict").json().get("hint").asString())
				.contains("COFFER_ENCRYPTION_KEY");
		}
		assertThat(admin().get("/config").json().get("source").asString()).isEqualTo("embedded");
	}

	@Test
	void aKeyThatIsFoundToBeAnotherLaterLetsNobodyInAndNobodyBeSentThere() throws IOException {
		this.bucket.put(KEY, bytes(FOREIGN_KEY));
		Coffer laptop = new Coffer(this.port, deviceOfTheEmbeddedStore());
		try (FaultyProxy proxy = new FaultyProxy(this.embedded.open().endpoint())) {
			proxy.loseRequests("GET .*key\\.json.*", Integer.MAX_VALUE);
			use(this.embedded.open().withEndpoint(proxy.url()));
			proxy.loseRequests("(?!)", 0);

			await().untilAsserted(() -> laptop.get("/backups").isProblem(503, "encryption-key-mismatch"));
			admin().get("/backups").hasStatus(200);
			admin().post("/devices/laptop/token").isProblem(503, "encryption-key-mismatch");
			assertThat(admin().get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(health().at("/components/state/details/code").asString()).isEqualTo("encryption-key-mismatch");

			this.bucket.delete(KEY);
			await().untilAsserted(() -> laptop.get("/backups").isProblem(401, "unauthenticated"));
			admin().get("/actuator/health/readiness").hasStatus(200);
		}
	}

	@Test
	void whereNothingCanBeDeletedATokenIsMadeAndRevoked() throws IOException {
		try (FaultyProxy proxy = new FaultyProxy(this.embedded.open().endpoint())) {
			proxy.answer("DELETE .*", Integer.MAX_VALUE, 403, "<Error><Code>AccessDenied</Code></Error>");
			use(this.embedded.open().withEndpoint(proxy.url()));

			Coffer laptop = device("laptop");
			laptop.get("/backups").hasStatus(200);
			admin().delete("/devices/laptop/token").hasStatus(204);
			laptop.get("/backups").isProblem(401, "unauthenticated");
			device("laptop").get("/backups").hasStatus(200);
		}
	}

	@Test
	void whereNothingCanBeReplacedNoTokenIsMadeAndTheCheckSaysSo() throws IOException {
		try (FaultyProxy proxy = new FaultyProxy(this.embedded.open().endpoint())) {
			// The key, and the first object of a token or of the check
			proxy.answer("PUT .*\\.coffer/.*", Integer.MAX_VALUE, 403, "<Error><Code>AccessDenied</Code></Error>");
			use(this.embedded.open().withEndpoint(proxy.url()));

			Answer refused = admin().post("/devices/laptop/token").isProblem(502, "storage-access-denied");
			assertThat(refused.json().get("hint").asString()).contains(".coffer/",
					"exempt that from the bucket's lock");
			Answer check = admin().post("/config/check").hasStatus(200);
			assertThat(check.json().get("passed").asBoolean()).isTrue();
			assertThat(check.json()
				.get("steps")
				.valueStream()
				.filter((step) -> step.get("name").asString().equals("state"))).singleElement()
				.satisfies((step) -> assertThat(step.get("code").asString()).isEqualTo("state-unwritable"));
		}
	}

	private void use(S3Settings store) {
		SettingsJson.of(store).at(this.root).with("provider", "generic").putUnchecked(admin()).hasStatus(200);
	}

	private String deviceOfTheEmbeddedStore() {
		admin().delete("/config?state=adopt").hasStatus(204);
		return device("laptop-" + UUID.randomUUID()).token();
	}

	private StartedCoffer start(Path data) {
		S3Settings store = this.embedded.open();
		Map<String, Object> variables = new HashMap<>(
				Map.of("COFFER_S3_ENDPOINT", store.endpoint().toString(), "COFFER_S3_REGION", store.region(),
						"COFFER_S3_BUCKET", store.bucket(), "COFFER_S3_ACCESS_KEY_ID", store.accessKeyId(),
						"COFFER_S3_SECRET_ACCESS_KEY", store.secretAccessKey(), "COFFER_S3_ROOT_PATH", this.root));
		return StartedCoffer.with(variables, data);
	}

	private List<String> tokens() {
		return this.bucket.keys(".coffer/tokens/");
	}

	private String theOnlyToken() {
		assertThat(tokens()).hasSize(1);
		return tokens().get(0);
	}

	private JsonNode health() {
		return admin().get("/actuator/health").json();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
