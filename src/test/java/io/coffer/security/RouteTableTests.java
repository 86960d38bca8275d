package io.coffer.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.callers.Caller;
import io.coffer.testing.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "coffer.embedded.enabled=false")
@ExtendWith(OutputCaptureExtension.class)
class RouteTableTests {

	private static final String TABLE = "routes.csv";

	private static final String DEVICE = Token.random().value();

	private static final String OPERATOR = Token.random().value();

	private static final String ADMIN = Token.random().value();

	private static final String WRONG = Token.random().value();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path data;

	private final int port;

	private final ApiClient client;

	private final RequestMappingHandlerMapping mappings;

	private final MeterRegistry metrics;

	RouteTableTests(@LocalServerPort int port,
			@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
			@Autowired MeterRegistry metrics) {
		this.port = port;
		this.client = new ApiClient(port);
		this.mappings = mappings;
		this.metrics = metrics;
	}

	@DynamicPropertySource
	static void tokens(DynamicPropertyRegistry properties) {
		properties.add("coffer.data-dir", data::toString);
		properties.add("coffer.admin-token", () -> ADMIN);
		configure(properties, 0, "laptop", DEVICE);
		configure(properties, 1, "operator", OPERATOR);
	}

	private static void configure(DynamicPropertyRegistry properties, int index, String name, String token) {
		String property = "coffer.security.tokens[" + index + "].";
		properties.add(property + "name", () -> name);
		properties.add(property + "role", () -> (index == 0) ? "device" : "operator");
		properties.add(property + "sha256", () -> Token.parse(token).orElseThrow().hash().hex());
	}

	@ParameterizedTest(name = "{0}")
	@CsvFileSource(resources = TABLE, delimiter = '|')
	void everyRouteAsksForItsRole(String route, String none, String wrong, String device, String operator,
			String admin) {
		assertThat(verdict(route, null)).as("without token").isEqualTo(none);
		assertThat(verdict(route, WRONG)).as("with a wrong token").isEqualTo(wrong);
		assertThat(verdict(route, DEVICE)).as("as device").isEqualTo(device);
		assertThat(verdict(route, OPERATOR)).as("as operator").isEqualTo(operator);
		assertThat(verdict(route, ADMIN)).as("as admin").isEqualTo(admin);
	}

	@Test
	void noControllerHasARouteThatTheTableForgets() throws IOException {
		List<String> rows = new ClassPathResource(TABLE, RouteTableTests.class).getContentAsString(UTF_8)
			.lines()
			.filter((row) -> !row.startsWith("#"))
			.map((row) -> row.substring(0, row.indexOf('|')).strip())
			.toList();
		this.mappings.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((mapping) -> mapping.getValue().getBeanType() != Mirror.class)
			.map(Map.Entry::getKey)
			.forEach((mapping) -> assertThat(rows).as(mapping.toString()).anyMatch((row) -> isOf(mapping, row)));
	}

	private static boolean isOf(RequestMappingInfo mapping, String row) {
		String method = row.substring(0, row.indexOf(' '));
		PathContainer path = PathContainer.parsePath(row.substring(row.indexOf(' ') + 1));
		return mapping.getMethodsCondition().getMethods().stream().allMatch((wanted) -> wanted.name().equals(method))
				&& Objects.requireNonNull(mapping.getPathPatternsCondition())
					.getPatterns()
					.stream()
					.allMatch((pattern) -> pattern.matches(path));
	}

	@Test
	void theActuatorHasHealthInfoPrometheusAndSbomOnly() {
		JsonNode links = JsonMapper.shared().readTree(this.client.call("GET /actuator", ADMIN).body()).get("_links");
		assertThat(links.propertyNames()).containsExactlyInAnyOrder("self", "health", "health-path", "info",
				"prometheus", "sbom", "sbom-id");
	}

	@Test
	void refusedRequestsAreCountedByReasonAlone() {
		double before = refusals("invalid-token");
		this.client.call("GET /backups", WRONG);
		assertThat(refusals("invalid-token")).isEqualTo(before + 1);
		this.client.call("GET /backups", null);
		this.client.call("DELETE /backups/a.zip", DEVICE);
		assertThat(this.metrics.get("coffer.security.refusals").counters())
			.allMatch((counter) -> counter.count() > 0 && counter.getId().getTags().size() == 1)
			.extracting((counter) -> counter.getId().getTag("reason"))
			.containsExactlyInAnyOrder("no-token", "invalid-token", "role");
	}

	private double refusals(String reason) {
		return this.metrics.get("coffer.security.refusals").tag("reason", reason).counter().count();
	}

	private String verdict(String route, @Nullable String token) {
		HttpResponse<String> response = this.client.call(route, token);
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
		boolean refused = response.statusCode() == 401 || response.headers().firstValue("WWW-Authenticate").isPresent();
		return refused ? String.valueOf(response.statusCode()) : "open";
	}

	@Test
	void aRefusalIsAProblemWithTheChallengeOfRfc6750() {
		assertRefused(this.client.call("GET /backups", null), 401, "unauthenticated", "Bearer");
		assertRefused(this.client.call("GET /backups", WRONG), 401, "unauthenticated",
				"Bearer error=\"invalid_token\"");
		assertRefused(this.client.call("PUT /config", DEVICE), 403, "forbidden", "Bearer error=\"insufficient_scope\"");
	}

	private static void assertRefused(HttpResponse<String> response, int status, String code, String challenge) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/problem+json"));
		assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue(challenge);
		assertThat(response.body()).contains("\"code\":\"" + code + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer ", "Bearer two words", "bearer =", "Bearer \"quoted\"" })
	void aMalformedTokenIsRefused(String authorization) {
		HttpResponse<String> response = this.client.callAs("GET /backups", authorization);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
	}

	@Test
	void anotherSchemeIsNoToken() {
		HttpResponse<String> response = this.client.callAs("GET /backups", "Basic YWRtaW46YWRtaW4=");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "bearer", "BEARER", "Bearer  " })
	void theSchemeIsCaseInsensitive(String scheme) {
		assertThat(this.client.callAs("GET /uploads/caller", scheme + " " + DEVICE).body()).contains("laptop");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/uploads/caller", "/uploads/caller-later" })
	void controllersLearnWhoCallsEvenOnAnotherThread(String path) {
		assertThat(this.client.call("GET " + path, DEVICE).body()).isEqualTo("laptop is a device");
		assertThat(this.client.call("GET " + path, ADMIN).body()).isEqualTo("admin is not");
	}

	@Test
	void aTokenInTheQueryIsNoToken() {
		assertThat(this.client.call("GET /backups?access_token=" + ADMIN, null).statusCode()).isEqualTo(401);
	}

	@Test
	void answersForbidSniffingFramingAndCaching() {
		HttpResponse<String> response = this.client.call("GET /uploads/caller", DEVICE);
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(response.headers().firstValue("X-Frame-Options")).hasValue("DENY");
		assertThat(response.headers().firstValue("Cache-Control"))
			.hasValueSatisfying((value) -> assertThat(value).contains("no-store"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /backups", "GET /nowhere", "GET /swagger-ui/index.html", "GET /v3/api-docs",
			"GET /actuator/health/liveness" })
	void answersLetABrowserTakeNothingFromElsewhere(String route) {
		HttpHeaders headers = this.client.call(route, null).headers();
		assertThat(headers.firstValue("Content-Security-Policy")).hasValueSatisfying(
				(policy) -> assertThat(policy).startsWith("default-src 'none'; script-src 'self'; connect-src 'self'; ")
					.contains("frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'")
					.doesNotContain("unsafe", "*", "http"));
		assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
		assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
	}

	@Test
	void withoutConfiguredOriginsNothingIsSaidOfCors() throws IOException {
		Wire.Answer answer = Wire.ask(this.port, "OPTIONS /backups", "Origin: https://app.example.org",
				"Access-Control-Request-Method: GET");
		answer.isProblem(401, "unauthenticated");
		assertThat(answer.headers().keySet()).noneMatch((name) -> name.startsWith("Access-Control"));
	}

	@Test
	void onlyAnAdminSeesTheDetailsOfHealth() {
		assertThat(this.client.call("GET /actuator/health", null).body()).doesNotContain("components");
		assertThat(this.client.call("GET /actuator/health", OPERATOR).body()).doesNotContain("components");
		assertThat(this.client.call("GET /actuator/health", ADMIN).body()).contains("components");
	}

	@Test
	void aFailedAttemptIsLoggedWithItsAddressAndWithoutTheToken(CapturedOutput output) {
		this.client.call("GET /backups", WRONG);
		assertThat(output).containsPattern("WARN.*Refused a token that is not valid, from (127\\.0\\.0\\.1|0:0)")
			.doesNotContain(WRONG);
	}

	@TestConfiguration(proxyBeanMethods = false)
	@RestController
	static class Mirror {

		@GetMapping("/uploads/caller")
		String caller(@AuthenticationPrincipal Caller caller) {
			return caller.name() + " is " + (caller.isDevice() ? "a device" : "not");
		}

		@GetMapping("/uploads/caller-later")
		Callable<String> later(@AuthenticationPrincipal Caller caller) {
			return () -> caller(caller);
		}

	}

}
