package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.RunningCoffer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are refused before anything is tried. */
class InvalidSettingsIT extends RunningCoffer {

	@AfterEach
	void nothingHasChanged() {
		assertThat(admin().get("/config").json().get("source").asString()).isEqualTo("embedded");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT /config", "PUT /config?check=false", "POST /config/check" })
	void whatIsMissingIsNamedFieldByField(String route) {
		Answer answer = send(route, "{}").isProblem(422, "invalid-settings");

		assertThat(fields(answer)).containsExactly("accessKeyId", "bucket", "endpoint");
		assertThat(answer.json().get("errors").get(1).get("message").asString()).startsWith("is required");
	}

	@ParameterizedTest
	@CsvSource({ "endpoint, ftp://s3.example", "endpoint, https://user:word@s3.example",
			"endpoint, https://s3.example:99999", "endpoint, http://minio.example:9001/browser", "region, eu central",
			"bucket, My-Bucket", "accessKeyId, two words", "secretAccessKey, two words", "rootPath, a/../b",
			"rootPath, a//b", "publicEndpoint, ftp://s3.example" })
	void anInvalidFieldIsNamedWithoutItsValue(String field, String value) {
		SettingsJson invalid = SettingsJson.of(this.embedded.open()).with(field, value);

		for (String route : List.of("PUT /config", "PUT /config?check=false", "POST /config/check")) {
			Answer answer = send(route, invalid.toString()).isProblem(422, "invalid-settings");
			assertThat(fields(answer)).containsExactly(field);
			assertThat(answer.text()).doesNotContain(value);
		}
	}

	@Test
	void aBucketInTheEndpointThatIsNotTheTypedOneIsAskedAbout() {
		SettingsJson both = SettingsJson.of(this.embedded.open())
			.with("endpoint", "https://backups.s3.eu-central-1.amazonaws.com")
			.with("bucket", "laptops")
			.without("region");

		for (String route : List.of("PUT /config", "PUT /config?check=false", "POST /config/check")) {
			Answer answer = send(route, both.toString()).isProblem(422, "settings-conflict");
			assertThat(answer.json().get("detail").asString()).contains("\"backups\"", "\"laptops\"");
			assertThat(fields(answer)).containsExactly("bucket");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://169.254.169.254", "http://[fd00:ec2::254]", "http://100.100.100.200",
			"http://metadata.google.internal", "http://2852039166" })
	void theMetadataServiceOfACloudIsNoStore(String endpoint) {
		SettingsJson metadata = SettingsJson.of(this.embedded.open()).with("endpoint", endpoint);

		for (String route : List.of("PUT /config", "PUT /config?check=false", "POST /config/check")) {
			send(route, metadata.toString()).isProblem(422, "endpoint-forbidden");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://169.254.169.254", "http://[fd00:ec2::23]", "http://192.0.0.192",
			"http://[::ffff:169.254.169.254]" })
	void restoreUrlsDoNotLeadThereEither(String endpoint) {
		SettingsJson metadata = SettingsJson.of(this.embedded.open()).with("publicEndpoint", endpoint);

		for (String route : List.of("PUT /config", "PUT /config?check=false", "POST /config/check")) {
			send(route, metadata.toString()).isProblem(422, "endpoint-forbidden");
		}
	}

	@Test
	void theEmbeddedStoreIsNoneThatSomebodyNames() {
		SettingsJson named = SettingsJson.of(this.embedded.open()).with("provider", "embedded");

		assertThat(fields(named.put(admin()).isProblem(422, "invalid-settings"))).containsExactly("provider");
	}

	@Test
	void anUnknownProviderIsToldTheKnownOnes() {
		Answer answer = send("PUT /config", "{\"provider\": \"dropbox\"}").isProblem(400, "validation-failed");

		assertThat(answer.json().get("errors").get(0).get("message").asString()).contains("minio", "oss", "r2");
	}

	@Test
	void anUnknownAddressingIsToldTheKnownOnes() {
		Answer answer = send("PUT /config", "{\"addressing\": \"sideways\"}").isProblem(400, "validation-failed");

		assertThat(answer.json().get("errors").get(0).get("message").asString()).contains("auto", "path", "virtual");
	}

	@ParameterizedTest
	@CsvSource({ "sessionToken,", "AccessKeyID, accessKeyId", "secretKey, secretAccessKey", "enpoint, endpoint",
			"bukcet, bucket", "root_path, rootPath", "path, rootPath", "secret, secretAccessKey", "key," })
	void aMemberThatNobodyReadsIsNamed(String member, @Nullable String meant) {
		SettingsJson more = SettingsJson.of(this.embedded.open()).with(member, "hunter2");

		for (String route : List.of("PUT /config", "PUT /config?check=false", "POST /config/check")) {
			Answer answer = send(route, more.toString()).isProblem(400, "validation-failed");
			assertThat(fields(answer)).containsExactly(member);
			assertThat(answer.text()).contains("publicEndpoint").doesNotContain("hunter2");
			assertThat(answer.json().has("hint")).isEqualTo(meant != null);
			if (meant != null) {
				assertThat(answer.json().get("hint").asString()).contains("\"" + meant + "\"");
			}
		}
	}

	@Test
	void deletionsRefuseWhatNobodyReadsToo() {
		send("POST /backups/delete", "{\"keys\": [\"a.zip\"], \"dryRun\": true}").isProblem(400, "validation-failed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{\"endpoint\": ", "null", "[]", "\"text\"", "7", "endpoint=https://s3.example" })
	void whatIsNoJsonObjectIsRefused(String body) {
		send("PUT /config", body).isProblem(400, "invalid-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "7" })
	void aCheckRefusesItToo(String body) {
		send("POST /config/check", body).isProblem(400, "invalid-request");
	}

	@Test
	void aVeryLongRootPathIsRefusedLikeAnyOther() {
		SettingsJson deep = SettingsJson.of(this.embedded.open()).at("a/".repeat(100_000));

		assertThat(fields(deep.put(admin()).isProblem(422, "invalid-settings"))).containsExactly("rootPath");
	}

	@Test
	void checkIsTrueOrFalse() {
		send("PUT /config?check=perhaps", SettingsJson.of(this.embedded.open()).toString()).isProblem(400,
				"validation-failed");
	}

	private Answer send(String route, String body) {
		String[] parts = route.split(" ", 2);
		return admin().sendJson(parts[0], parts[1], body);
	}

	private static List<String> fields(Answer answer) {
		return StreamSupport.stream(answer.json().get("errors").spliterator(), false)
			.map((error) -> error.get("field").asString())
			.toList();
	}

}
