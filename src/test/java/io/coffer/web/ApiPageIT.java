package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The API page tells the whole truth about every route. */
class ApiPageIT extends RunningCoffer {

	private static final String CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

	private static final String KEY = "on-the-api-page.zip";

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	@SuppressWarnings("NullAway.Init")
	private RequestMappingHandlerMapping mvc;

	@SuppressWarnings("NullAway.Init")
	private ApiDocument api;

	@BeforeEach
	void read() throws IOException {
		this.api = ApiDocument.of(this.port);
	}

	@Test
	void itIsOpenApi31AndTheSameEveryTime() throws IOException {
		assertThat(this.api.json().get("openapi").asString()).startsWith("3.1");
		assertThat(Wire.ask(this.port, "GET /v3/api-docs").body()).isEqualTo(this.api.json().toString());
	}

	@Test
	void itShowsEveryRouteThatThereIsAndNoOther() {
		Stream<String> mapped = this.mvc.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((route) -> isOurs(route.getValue()))
			.flatMap((route) -> routes(route.getKey()));
		assertThat(this.api.operations().keySet()).containsExactlyInAnyOrderElementsOf(mapped.toList());
	}

	@Test
	void everyOperationSaysWhatItDoesAndWhoMayAskForIt() {
		assertThat(this.api.json().get("security").toString()).isEqualTo("[{\"token\":[]}]");
		assertThat(this.api.operations()).allSatisfy((route, operation) -> {
			assertThat(operation.get("summary").asString()).isNotBlank();
			boolean open = route.equals("POST /sign-in");
			assertThat(operation.get("description").asString())
				.containsPattern(open ? "Takes no token" : "Takes (a device's|an operator's|the admin) token");
			assertThat(operation.get("tags").size()).isOne();
			assertThat(operation.path("security").toString()).isEqualTo(open ? "[]" : "");
			assertThat(operation.get("responses").propertyNames()).contains("401", "500");
			assertThat(operation.get("responses").has("403")).isNotEqualTo(open);
		});
		assertThat(this.api.operations().values()).extracting((operation) -> operation.get("operationId").asString())
			.doesNotHaveDuplicates()
			.allMatch((id) -> id.matches("[a-zA-Z]+"));
	}

	@Test
	void everyParameterIsDescribed() {
		assertThat(this.api.operations()).allSatisfy((route, operation) -> operation.path("parameters")
			.forEach((parameter) -> assertThat(parameter.path("description").asString("")).as("%s", parameter)
				.isNotBlank()));
	}

	@Test
	void nobodyHasToNameAVaultOrAnythingElseThatIsNotInThePath() {
		assertThat(this.api.operations()).allSatisfy((route, operation) -> operation.path("parameters")
			.forEach((parameter) -> assertThat(parameter.path("required").asBoolean(false)).as("%s", parameter)
				.isEqualTo("path".equals(parameter.get("in").asString()) || isOfUploadWidgets(route, parameter))));
	}

	/** Their calls are not ours to choose. */
	private static boolean isOfUploadWidgets(String route, JsonNode parameter) {
		return route.contains(" /uploads/s3/multipart/") && parameter.get("name").asString().matches("key|partNumbers");
	}

	@Test
	void everyMemberIsDescribedInMarkdown() {
		this.api.schemas()
			.properties()
			.forEach(
					(schema) -> assertThat(schema.getValue().path("properties").properties()).as(schema.getKey())
						.allSatisfy((member) -> assertThat(member.getValue().path("description").asString(""))
							.as(member.getKey())
							.matches("[\\p{Lu}`].*[^ ]")
							.doesNotContain("<", "{@", "  ", "\n")));
	}

	@Test
	void everyAnswerShowsItsBodyAndThoseToHeadHaveNone() {
		assertThat(this.api.operations()).allSatisfy((route, operation) -> operation.get("responses")
			.properties()
			.stream()
			.filter((response) -> !response.getKey().matches("204|304"))
			.map((response) -> response.getValue().path("content"))
			.forEach((contents) -> assertThat(contents.isEmpty()).isEqualTo(route.startsWith("HEAD "))));
		assertThat(this.api.operations().values()).allSatisfy((operation) -> assertThat(operation.findValues("content"))
			.allSatisfy((contents) -> assertThat(contents).allMatch((content) -> content.has("schema"))));
	}

	@Test
	void whatAnUploadTakesIsShownInTheOrderThatItNeeds() {
		JsonNode content = this.api.operation("POST /backups").at("/requestBody/content");
		assertThat(content.propertyNames()).containsExactly("multipart/form-data", "application/octet-stream");
		assertThat(this.api.schemas().at("/ArchiveForm/properties").propertyNames()).containsExactly("application",
				"device", "filename", "sha256", "size", "skipIfUnchanged", "onNewer", "file");
	}

	@Test
	void noClassOfOursShowsThatIsNoPartOfTheContract() {
		assertThat(this.api.schemas().propertyNames()).containsExactlyInAnyOrder("AbortedUpload", "AppliedGroup",
				"ArchiveForm", "Backup", "BackupKeys", "BackupPage", "CheckReport", "CheckStep", "CompletedUpload",
				"ConfigView", "DeletedBackups", "Device", "DeviceBackup", "Doubt", "FailedDeletion", "FailedRemoval",
				"Identity", "KeptBackup", "ListedPart", "NewTicket", "NewToken", "NewUpload", "NewestBackup", "OnNewer",
				"Operator", "PreviewedGroup", "Problem", "Reason", "RemovedBackup", "RestoreLink", "RetentionPolicy",
				"RetentionPreview", "RetentionReport", "RetentionTotals", "RetentionView", "S3Access", "SentPart",
				"SettingsForm", "SettingsPreview", "SignInForm", "SignedIn", "SignedPart", "SignedParts", "Suggestion",
				"TicketForm", "TokenInfo", "UploadEnd", "UploadStart", "VaultForm", "VaultPage", "VaultView",
				"VerifyReport", "VerifyStep", "Warning");
		assertThat(this.api.json().toString()).doesNotContain("io.coffer", "java.", "Exception", "Servlet", "Caller");
	}

	@Test
	void theSecretIsOnlyEverWritten() {
		JsonNode schemas = this.api.schemas();
		assertThat(schemas.at("/SettingsForm/properties/secretAccessKey/writeOnly").asBoolean()).isTrue();
		assertThat(schemas.at("/SettingsForm/example").isObject()).isTrue();
		assertThat(schemas.at("/SettingsForm/example").has("secretAccessKey")).isFalse();
		assertThat(schemas.at("/ConfigView/properties").has("secretAccessKey")).isFalse();
	}

	@Test
	void aPatternFitsTheWholeValue() {
		assertThat(this.api.json().findValuesAsString("pattern")).isNotEmpty()
			.allMatch((pattern) -> pattern.startsWith("^") && pattern.endsWith("$") && !pattern.contains("\\p{"));
	}

	@Test
	void aDefaultIsShownAsItIsSent() {
		assertThat(this.api.parameter("GET /backups", "sort").at("/schema/default").asString()).isEqualTo("newest");
		assertThat(this.api.parameter("GET /backups", "sort").at("/schema/enum").toString())
			.isEqualTo("[\"newest\",\"oldest\",\"largest\",\"name\"]");
		assertThat(this.api.parameter("POST /backups/{key}/restore", "expiresIn").at("/schema/default").asString())
			.isEqualTo("PT15M");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/backups", "/backups/latest", "/backups/" + KEY, "/config", "/v3/api-docs" })
	void aBrowserIsAnsweredInJson(String path) {
		admin().uploadAs(KEY, Archives.EMPTY_ZIP);
		for (String accept : List.of(CHROME, "text/html", "application/xml", "*/*")) {
			Answer answer = admin().get(path, "Accept", accept).hasStatus(200);
			assertThat(answer.header("Content-Type")).as(accept).hasValue("application/json");
		}
	}

	@Test
	void aBrowserDownloadsAnArchiveAsWhatItIs() {
		admin().uploadAs(KEY, Archives.EMPTY_ZIP);
		Answer answer = admin().get("/backups/" + Coffer.encode(KEY) + "/content", "Accept", CHROME).hasStatus(200);
		assertThat(answer.header("Content-Type")).hasValue("application/zip");
	}

	@Test
	void thePageLoadsWithoutAToken() throws IOException {
		assertThat(Wire.ask(this.port, "GET /swagger-ui.html").status()).isEqualTo(302);
		assertThat(Wire.ask(this.port, "GET /swagger-ui/index.html").body()).contains("swagger-ui");
		assertThat(Wire.ask(this.port, "GET /v3/api-docs").status()).isEqualTo(200);
	}

	private static boolean isOurs(HandlerMethod method) {
		return method.getBeanType().getPackageName().startsWith("io.coffer")
				&& !ErrorController.class.isAssignableFrom(method.getBeanType());
	}

	private static Stream<String> routes(RequestMappingInfo mapping) {
		return mapping.getMethodsCondition()
			.getMethods()
			.stream()
			.flatMap((method) -> mapping.getPatternValues().stream().map((path) -> method + " " + path));
	}

}
