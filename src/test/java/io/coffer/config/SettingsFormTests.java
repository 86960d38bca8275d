package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.storage.Addressing;
import io.coffer.storage.S3Settings;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFormTests {

	private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();

	private static final Validator VALIDATOR = FACTORY.getValidator();

	@AfterAll
	static void close() {
		FACTORY.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://s3.eu-central-1.amazonaws.com", "http://localhost:9000", "http://127.0.0.1:1/",
			"https://[::1]:9000", "https://gateway.example/s3", "HTTPS://S3.Example", "https://s3.example:65535" })
	void anHttpUrlWithAHostIsAnEndpoint(String url) {
		assertThat(problemsOf("endpoint", url)).isEmpty();
		assertThat(problemsOf("publicEndpoint", url)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3.example", "s3.example:9000", "//s3.example", "/s3", "http:", "http://",
			"http:///bucket", "http://:9000", "http://s3.example:99999", "http://s3.example:abc", "http://s3 .example",
			"http://[::1", "https://user@s3.example", "https://user:password@s3.example",
			"https://s3.example?list-type=2", "https://s3.example/#top", "ftp://s3.example", "file:///etc",
			"javascript:alert(1)", "http://my_host:9000", "http://s3.example:0" })
	void anythingElseIsNone(String url) {
		assertThat(problemsOf("endpoint", url)).singleElement()
			.asString()
			.startsWith("endpoint must be a URL like https://host[:port]")
			.doesNotContain("password");
		assertThat(problemsOf("publicEndpoint", url)).singleElement().asString().startsWith("publicEndpoint must be");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "\t" })
	void whatIsMissingIsNamedFieldByField(@Nullable String value) {
		assertThat(problems(new SettingsForm(value, value, value, value, value, value, null, value)))
			.containsExactlyInAnyOrder("endpoint is required, such as https://s3.eu-central-1.amazonaws.com",
					"region is required, such as eu-central-1; us-east-1 where the store has none",
					"bucket is required", "accessKeyId is required");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			region,      eu central 1
			region,      eu_central_1
			region,      -
			region,      eu-
			bucket,      My-Bucket
			bucket,      ab
			bucket,      -bucket
			bucket,      bucket-
			bucket,      my_bucket
			bucket,      my/bucket
			bucket,      my..bucket
			bucket,      s3://bucket
			accessKeyId, AKIA EXAMPLE
			accessKeyId, schlüssel
			secretAccessKey, two words
			secretAccessKey, geheimnüs
			rootPath,    ..
			rootPath,    ../a
			rootPath,    a/..
			rootPath,    a/../b
			rootPath,    .
			rootPath,    ./a
			rootPath,    a/./b
			rootPath,    a//b
			rootPath,    //
			rootPath,    //a
			rootPath,    a//
			rootPath,    a\\b
			""")
	void aValueThatCannotWorkIsRefused(String field, String value) {
		assertThat(problemsOf(field, value)).singleElement().asString().startsWith(field).doesNotContain(value + " ");
	}

	@Test
	void controlCharactersAreNoPath() {
		assertThat(problemsOf("rootPath", "a\nb")).isNotEmpty();
		assertThat(problemsOf("rootPath", "a\u0000b")).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 64, 4096, 1_000_000 })
	void valuesOfAnyLengthAreRefusedInTheSameWay(int length) {
		assertThat(problemsOf("region", "a".repeat(length))).isNotEmpty();
		assertThat(problemsOf("bucket", "a".repeat(length))).isNotEmpty();
		assertThat(problemsOf("accessKeyId", "a".repeat(length + 256))).isNotEmpty();
		assertThat(problemsOf("secretAccessKey", "a".repeat(length + 256))).isNotEmpty();
		assertThat(problemsOf("rootPath", "a/".repeat(length + 200))).isNotEmpty();
		assertThat(problemsOf("endpoint", "http://" + "a".repeat(length) + "..")).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', nullValues = "null", textBlock = """
			null,             ``
			``,               ``
			/,                ``
			a,                a/
			/a/,              a/
			a/b,              a/b/
			` /a/b/ `,        a/b/
			...,              .../
			a/..b/c..,        a/..b/c../
			Sicherung é 备份, Sicherung é 备份/
			""")
	void theRootPathIsNormalised(@Nullable String given, String normal) {
		SettingsForm form = form("rootPath", given);

		assertThat(problems(form)).isEmpty();
		assertThat(form.settings("s").rootPath()).isEqualTo(normal);
	}

	@Test
	void blanksAroundPastedValuesAreDropped() {
		SettingsForm form = new SettingsForm(" https://s3.example/ ", "\teu-1\n", " bucket ", " key\u2003", " secret ",
				" a ", Addressing.VIRTUAL, " https://public.example ");

		assertThat(problems(form)).isEmpty();
		assertThat(form.settings(String.valueOf(form.secretAccessKey())))
			.isEqualTo(new S3Settings(URI.create("https://s3.example"), "eu-1", "bucket", "key", "secret", "a/",
					Addressing.VIRTUAL, URI.create("https://public.example")));
	}

	@Test
	void whatIsLeftOutTakesItsDefault() {
		S3Settings settings = form("publicEndpoint", " ").settings("s");

		assertThat(settings.addressing()).isEqualTo(Addressing.AUTO);
		assertThat(settings.publicEndpoint()).isNull();
	}

	@Test
	void theSecretIsInNoText() {
		String secret = "wJalrXUtnFEMI";
		SettingsForm form = form("secretAccessKey", secret);
		SettingsForm invalid = form("secretAccessKey", "two words of " + secret);

		assertThat(form.toString()).doesNotContain(secret);
		assertThat(form.settings(secret).toString()).doesNotContain(secret);
		assertThat(VALIDATOR.validate(invalid)).isNotEmpty().allSatisfy((violation) -> {
			assertThat(violation.getMessage()).doesNotContain(secret);
			assertThat(violation.toString()).doesNotContain(secret);
		});
	}

	private static Set<ConstraintViolation<SettingsForm>> violations(SettingsForm form) {
		return VALIDATOR.validate(form);
	}

	private static String[] problems(SettingsForm form) {
		return violations(form).stream()
			.map((violation) -> violation.getPropertyPath() + " " + violation.getMessage())
			.toArray(String[]::new);
	}

	private static String[] problemsOf(String field, String value) {
		return problems(form(field, value));
	}

	private static SettingsForm form(String field, @Nullable String value) {
		return new SettingsForm(field.equals("endpoint") ? value : "https://s3.example",
				field.equals("region") ? value : "eu-1", field.equals("bucket") ? value : "bucket",
				field.equals("accessKeyId") ? value : "key", field.equals("secretAccessKey") ? value : "secret",
				field.equals("rootPath") ? value : "", null, field.equals("publicEndpoint") ? value : null);
	}

}
