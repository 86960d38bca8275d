package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.coffer.checks.Suggestion;
import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
	@NullSource
	@ValueSource(strings = { "", " ", "\t" })
	void whatIsMissingIsNamedFieldByField(@Nullable String value) {
		assertThat(problems(new SettingsForm(value, value, value, value, value, value, null, value, null)))
			.containsExactlyInAnyOrder("endpoint is required, such as https://s3.eu-central-1.amazonaws.com",
					"accessKeyId is required");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			region,      eu central 1
			region,      eu_central_1
			region,      -
			region,      eu-
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
	void whatCofferShowsOfSettingsCanBeSentBack() {
		List<String> taken = new ArrayList<>(components(SettingsForm.class));
		taken.addAll(List.of(SettingsForm.class.getAnnotation(JsonIgnoreProperties.class).value()));

		assertThat(taken).doesNotHaveDuplicates()
			.containsAll(components(ConfigView.class))
			.containsAll(components(Suggestion.class));
	}

	private static List<String> components(Class<?> type) {
		return Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
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
		assertThat(problemsOf("accessKeyId", "a".repeat(length + 256))).isNotEmpty();
		assertThat(problemsOf("secretAccessKey", "a".repeat(length + 256))).isNotEmpty();
		assertThat(problemsOf("rootPath", "a/".repeat(length + 200))).isNotEmpty();
		assertThat(problemsOf("endpoint", "http://" + "a".repeat(length + 2048))).isNotEmpty();
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
		assertThat(form.settings().rootPath()).isEqualTo(normal);
	}

	@Test
	void blanksAndQuotesAroundPastedValuesAreDropped() {
		SettingsForm form = new SettingsForm(" https://s3.example/ ", "\teu-1\n", " 'bucket' ", "\u200b\"key\"\u2003",
				" `secret` ", " a ", Addressing.VIRTUAL, " https://public.example ", null);

		assertThat(problems(form)).isEmpty();
		assertThat(form.settings().withSecret(String.valueOf(form.secretAccessKey())))
			.isEqualTo(new S3Settings(URI.create("https://s3.example"), "eu-1", "bucket", "key", "secret", "a/",
					Addressing.VIRTUAL, URI.create("https://public.example"), Provider.GENERIC));
	}

	@Test
	void whatIsLeftOutTakesItsDefault() {
		S3Settings settings = form("publicEndpoint", " ").settings();

		assertThat(settings.addressing()).isEqualTo(Addressing.AUTO);
		assertThat(settings.publicEndpoint()).isNull();
		assertThat(settings.provider()).isEqualTo(Provider.GENERIC);
		assertThat(form("region", null).settings().region()).isEqualTo("us-east-1");
	}

	@Test
	void theSecretIsInNoText() {
		String secret = "wJalrXUtnFEMI";
		SettingsForm form = form("secretAccessKey", secret);
		SettingsForm invalid = form("secretAccessKey", "two words of " + secret);

		assertThat(form.toString()).doesNotContain(secret);
		assertThat(form.settings().withSecret(secret).toString()).doesNotContain(secret);
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
				field.equals("rootPath") ? value : "", null, field.equals("publicEndpoint") ? value : null, null);
	}

}
