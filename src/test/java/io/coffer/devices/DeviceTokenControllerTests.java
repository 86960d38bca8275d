package io.coffer.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.security.ApiClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "coffer.embedded.enabled=false", "coffer.admin-token=" + DeviceTokenControllerTests.ADMIN,
				"coffer.security.tokens[0].name=nightly", "coffer.security.tokens[0].role=operator",
				"coffer.security.tokens[0].sha256=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" })
@ExtendWith(OutputCaptureExtension.class)
class DeviceTokenControllerTests {

	static final String ADMIN = "an-admin-token-for-tests-only";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path data;

	private final ApiClient client;

	DeviceTokenControllerTests(@LocalServerPort int port) {
		this.client = new ApiClient(port);
	}

	@DynamicPropertySource
	static void dataDirectory(DynamicPropertyRegistry properties) {
		properties.add("coffer.data-dir", data::toString);
	}

	@Test
	void aNewTokenIsShownOnceAndOpensAtOnce(CapturedOutput output) {
		HttpResponse<String> response = this.client.call("POST /devices/laptop-1/token", ADMIN);
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
		JsonNode answer = JsonMapper.shared().readTree(response.body());
		assertThat(answer.propertyNames()).containsExactly("device", "token");
		assertThat(answer.get("device").stringValue()).isEqualTo("laptop-1");
		String token = answer.get("token").stringValue();
		assertThat(token).matches("[A-Za-z0-9_-]{43}");
		assertThat(opens(token)).isTrue();
		assertThat(data.resolve("tokens.json")).content(StandardCharsets.UTF_8).doesNotContain(token);
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
		assertThat(new DeviceToken("laptop-2", "a-secret-token")).asString()
			.contains("laptop-2")
			.doesNotContain("a-secret-token");
	}

	private String issue(String device) {
		HttpResponse<String> response = this.client.call("POST /devices/" + device + "/token", ADMIN);
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
