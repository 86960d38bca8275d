package io.coffer.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.security.ApiClient;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestPropertySource(properties = { "coffer.security.tokens[0].name=nightly", "coffer.security.tokens[0].role=operator",
		"coffer.security.tokens[0].sha256=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" })
@ExtendWith(OutputCaptureExtension.class)
class TokensIT extends RunningCoffer {

	private static final String ADMIN = ADMIN_TOKEN;

	@SuppressWarnings("NullAway.Init")
	private ApiClient client;

	@BeforeEach
	void aClient() {
		this.client = new ApiClient(this.port);
	}

	@Test
	void aNewTokenIsShownOnceAndOpensAtOnce(CapturedOutput output) {
		HttpResponse<String> response = this.client.call("POST /devices/laptop-1/token", ADMIN);
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
		JsonNode answer = JsonMapper.shared().readTree(response.body());
		assertThat(answer.propertyNames()).containsExactly("name", "token", "createdAt", "s3");
		assertThat(answer.get("name").stringValue()).isEqualTo("laptop-1");
		String token = answer.get("token").stringValue();
		assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");
		assertThat(opens(token)).isTrue();
		assertThat(output).contains("laptop-1").doesNotContain(token);
	}

	@Test
	void aSecondTokenReplacesTheFirst() {
		String first = issue("laptop-2");
		String second = issue("laptop-2");
		assertThat(opens(first)).isFalse();
		assertThat(opens(second)).isTrue();
	}

	@Test
	void aRevokedTokenIsRefusedFromThenOn() {
		String token = issue("laptop-3");
		HttpResponse<String> response = this.client.call("DELETE /devices/laptop-3/token", ADMIN);
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(opens(token)).isFalse();
		assertProblem("DELETE /devices/laptop-3/token", 404, "device-not-found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%E7%94%B5%E8%84%91", "B%C3%BCro%201", "a+b", "me@home", "x.y.z" })
	void namesOfEveryAlphabetMakeTheRound(String name) {
		assertThat(opens(issue(name))).isTrue();
		assertThat(this.client.call("DELETE /devices/" + name + "/token", ADMIN).statusCode()).isEqualTo(204);
	}

	@Test
	void aDecomposedNameIsTheSameDevice() {
		String token = issue("caf%C3%A9");
		assertThat(this.client.call("DELETE /devices/cafe%CC%81/token", ADMIN).statusCode()).isEqualTo(204);
		assertThat(opens(token)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { ".hidden", "-x", "x.", "a%20%20b", "%20", "a:b", "a%22b", "%F0%9F%92%BE" })
	void aNameAgainstTheRuleIsRefused(String name) {
		assertProblem("POST /devices/" + name + "/token", 400, "invalid-name");
		assertProblem("DELETE /devices/" + name + "/token", 400, "invalid-name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nightly", "admin" })
	void aNameOfTheConfigurationCannotBeChangedOverHttp(String name) {
		assertProblem("POST /devices/" + name + "/token", 409, "device-managed");
		assertProblem("DELETE /devices/" + name + "/token", 409, "device-managed");
		assertThat(opens(ADMIN)).isTrue();
	}

	@Test
	void theNewTokenIsInNoString() {
		assertThat(new NewToken("laptop-2", "a-secret-token", Instant.EPOCH, null, null)).asString()
			.contains("laptop-2")
			.doesNotContain("a-secret-token");
	}

	@Test
	void anOperatorsTokenVerifiesAndDeletesAndIsNoAdmins() {
		String token = made("POST /operators/night-shift/token");
		String key = admin().upload(Archives.EMPTY_ZIP, "").key();
		Coffer operator = new Coffer(this.port, token);

		operator.post("/backups/" + key + "/verify").hasStatus(200);
		operator.delete("/backups/" + key).hasStatus(204);
		operator.post("/operators/another/token").isProblem(403, "forbidden");
		operator.post("/devices/another/token").hasStatus(201);
		assertProblem("POST /operators/nightly/token", 409, "operator-managed");
		assertThat(admin().get("/operators").json().findValuesAsString("name")).contains("night-shift", "nightly");

		admin().delete("/operators/night-shift/token").hasStatus(204);
		operator.get("/backups").isProblem(401, "unauthenticated");
		assertThat(admin().get("/operators").json().findValuesAsString("name")).doesNotContain("night-shift")
			.contains("nightly");
		assertProblem("DELETE /operators/night-shift/token", 404, "operator-not-found");
	}

	@Test
	void devicesShowSinceWhenAndUntilWhenTheyHaveAToken() {
		issue("for-ever");
		JsonNode limited = admin().post("/devices/for-a-day/token?expiresIn=PT24H").hasStatus(201).json();
		issue("ended");
		admin().delete("/devices/ended/token").hasStatus(204);

		JsonNode devices = admin().get("/devices").hasStatus(200).json();

		JsonNode token = device(devices, "for-a-day").orElseThrow().get("token");
		assertThat(token.get("createdAt")).isEqualTo(limited.get("createdAt"));
		assertThat(token.get("expiresAt")).isEqualTo(limited.get("expiresAt"));
		assertThat(Duration.between(instant(token, "createdAt"), instant(token, "expiresAt")))
			.isEqualTo(Duration.ofDays(1));
		assertThat(device(devices, "for-ever").orElseThrow().get("token").propertyNames()).containsExactly("createdAt",
				"managed");
		assertThat(device(devices, "ended")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "-PT1S", "P3661D", "tomorrow" })
	void anImpossibleTimeIsRefusedAndEndsNoToken(String expiresIn) {
		String token = issue("timed");

		admin().post("/devices/timed/token?expiresIn=" + expiresIn).isProblem(400, "validation-failed");

		assertThat(opens(token)).isTrue();
	}

	private static Optional<JsonNode> device(JsonNode devices, String name) {
		return devices.valueStream().filter((device) -> device.get("name").asString().equals(name)).findFirst();
	}

	private static Instant instant(JsonNode token, String name) {
		return Instant.parse(token.get(name).asString());
	}

	private String issue(String device) {
		return made("POST /devices/" + device + "/token");
	}

	private String made(String route) {
		HttpResponse<String> response = this.client.call(route, ADMIN);
		assertThat(response.statusCode()).isEqualTo(201);
		return JsonMapper.shared().readTree(response.body()).get("token").stringValue();
	}

	private boolean opens(String token) {
		return this.client.call("GET /devices", token).statusCode() != 401;
	}

	private void assertProblem(String route, int status, String code) {
		HttpResponse<String> response = this.client.call(route, ADMIN);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(JsonMapper.shared().readTree(response.body()).get("code").stringValue()).isEqualTo(code);
	}

}
