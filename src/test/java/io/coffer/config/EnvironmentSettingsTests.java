package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.StartRefusedException;
import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EnvironmentSettingsTests {

	private static final List<String> REQUIRED = List.of("COFFER_S3_ACCESS_KEY_ID", "COFFER_S3_BUCKET",
			"COFFER_S3_ENDPOINT", "COFFER_S3_SECRET_ACCESS_KEY");

	private static final List<String> OPTIONAL = List.of("COFFER_S3_ADDRESSING", "COFFER_S3_PROVIDER",
			"COFFER_S3_PUBLIC_ENDPOINT", "COFFER_S3_REGION", "COFFER_S3_ROOT_PATH");

	private final Map<String, Object> variables = new TreeMap<>(Map.of("COFFER_S3_ENDPOINT", "https://s3.example",
			"COFFER_S3_REGION", "eu-1", "COFFER_S3_BUCKET", "bucket", "COFFER_S3_ACCESS_KEY_ID", "AKIAEXAMPLE",
			"COFFER_S3_SECRET_ACCESS_KEY", "wJalrXUtnFEMI", "COFFER_S3_ROOT_PATH", "/a/b", "COFFER_S3_ADDRESSING",
			"virtual", "COFFER_S3_PUBLIC_ENDPOINT", "https://public.example", "COFFER_S3_PROVIDER", "ceph"));

	@Test
	void everyVariableIsRead() {
		assertThat(settings().settings())
			.hasValue(new S3Settings(URI.create("https://s3.example"), "eu-1", "bucket", "AKIAEXAMPLE", "wJalrXUtnFEMI",
					"a/b/", Addressing.VIRTUAL, URI.create("https://public.example"), Provider.CEPH));
	}

	@Test
	void theOptionalOnesMayBeMissingOrBlank() {
		S3Settings least = new S3Settings(URI.create("https://s3.example"), "us-east-1", "bucket", "AKIAEXAMPLE",
				"wJalrXUtnFEMI", "", Addressing.AUTO, null);
		OPTIONAL.forEach((variable) -> this.variables.put(variable, ""));

		assertThat(settings().settings()).hasValue(least);
		this.variables.keySet().removeAll(OPTIONAL);
		assertThat(settings().settings()).hasValue(least);
	}

	@ParameterizedTest
	@ValueSource(strings = { "COFFER_S3_SERVICE_HOST", "COFFER_S3_SERVICE_PORT_API", "COFFER_S3_PORT",
			"COFFER_S3_PORT_9000_TCP_ADDR" })
	void whatKubernetesGivesForAServiceOfThatNameIsPassedOver(String variable) {
		this.variables.put(variable, "tcp://10.0.0.1:9000");

		assertThat(settings().settings()).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void whereAllAreBlankNoneIsGiven(String blank) {
		this.variables.replaceAll((variable, value) -> blank);

		assertThat(settings().settings()).isEmpty();
		this.variables.clear();
		assertThat(settings().settings()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("missing")
	void aMissingOneStopsTheStartByItsName(List<String> missing) {
		this.variables.keySet().removeAll(missing);

		namesExactly(missing);
		missing.forEach((variable) -> this.variables.put(variable, ""));
		namesExactly(missing);
	}

	static Stream<List<String>> missing() {
		return Stream.concat(REQUIRED.stream().map(List::of),
				Stream.of(REQUIRED.subList(0, 2), REQUIRED.subList(0, 3), REQUIRED.subList(1, 4)));
	}

	@ParameterizedTest
	@CsvSource({ "COFFER_S3_ADDRESSING, path", "COFFER_S3_ROOT_PATH, a",
			"COFFER_S3_PUBLIC_ENDPOINT, https://public.example" })
	void anOptionalOneAloneIsNotEnough(String variable, String value) {
		this.variables.clear();
		this.variables.put(variable, value);

		namesExactly(REQUIRED);
	}

	@ParameterizedTest
	@CsvSource({ "COFFER_S3_ENDPOINT, s3://bucket", "COFFER_S3_BUCKET, My Bucket", "COFFER_S3_ROOT_PATH, a//b",
			"COFFER_S3_SECRET_ACCESS_KEY, two words", "COFFER_S3_PUBLIC_ENDPOINT, ftp://public.example" })
	void anInvalidOneStopsTheStartByItsName(String variable, String value) {
		this.variables.put(variable, value);

		namesExactly(List.of(variable));
	}

	@Test
	void aContradictionStopsTheStart() {
		this.variables.put("COFFER_S3_ENDPOINT", "https://other.s3.eu-central-1.amazonaws.com");
		this.variables.keySet().removeAll(List.of("COFFER_S3_REGION", "COFFER_S3_PROVIDER"));

		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(this::settings)
			.withMessageContaining("COFFER_S3_BUCKET the bucket is \"other\" in the URL");
	}

	@Test
	void aMisspeltOneStopsTheStartByItsName() {
		this.variables.clear();
		this.variables.put("COFFER_S3_BUKET", "bucket");

		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(this::settings)
			.withMessageContaining("COFFER_S3_BUKET")
			.withMessageContaining("COFFER_S3_BUCKET");
	}

	/** A property of a file or of the command line counts as well. */
	@Test
	void propertiesOfAnySourceCompleteEachOther() {
		this.variables.remove("COFFER_S3_BUCKET");
		this.variables.put("coffer.s3.bucket", "other");

		assertThat(settings().settings()).hasValueSatisfying((given) -> assertThat(given.bucket()).isEqualTo("other"));
	}

	private void namesExactly(List<String> named) {
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(this::settings).satisfies((refused) -> {
			assertThat(refused).hasMessageNotContainingAny("wJalrXUtnFEMI", "two words");
			for (String variable : Stream.concat(REQUIRED.stream(), OPTIONAL.stream()).toList()) {
				assertThat(String.valueOf(refused.getMessage()).contains(variable)).as(variable)
					.isEqualTo(named.contains(variable));
			}
		});
	}

	private EnvironmentSettings settings() {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(name, new SystemEnvironmentPropertySource(name, new HashMap<>(this.variables)));
		try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
			return new EnvironmentSettings(environment, factory.getValidator());
		}
	}

}
