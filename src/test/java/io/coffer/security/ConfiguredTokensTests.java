package io.coffer.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.callers.Caller;
import io.coffer.callers.Role;
import io.coffer.data.DataDirectory;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class ConfiguredTokensTests {

	private static final String PROPERTY = "coffer.security.tokens[%d].%s=%s";

	private final ApplicationContextRunner coffer;

	ConfiguredTokensTests(@TempDir Path data) {
		this.coffer = new ApplicationContextRunner().withPropertyValues("coffer.data-dir=" + data)
			.withUserConfiguration(Room.class);
	}

	@Test
	void aConfiguredTokenOpensWithItsRole() {
		Token token = Token.random();
		this.coffer.withPropertyValues(configured(0, "nightly", "operator", token.hash().hex()))
			.run((context) -> assertThat(
					context.getBean(ConfiguredTokens.class).find(token.hash()).map(TokenRecord::caller))
				.hasValue(new Caller("nightly", Role.OPERATOR, null)));
	}

	@Test
	void twoTokensOfOneNameStopTheStart() {
		this.coffer.withPropertyValues(configured(0, "nightly", "operator", Token.random().hash().hex()))
			.withPropertyValues(configured(1, "nightly", "device", Token.random().hash().hex()))
			.run((context) -> assertThat(context.getStartupFailure()).isNotNull()
				.rootCause()
				.hasMessageContaining("coffer.security.tokens[1].name")
				.hasMessageContaining("nightly"));
	}

	@Test
	void oneTokenUnderTwoNamesStopsTheStart() {
		String sha256 = Token.random().hash().hex();
		this.coffer.withPropertyValues(configured(0, "nightly", "operator", sha256))
			.withPropertyValues(configured(1, "daily", "device", sha256))
			.run((context) -> assertThat(context.getStartupFailure()).isNotNull()
				.rootCause()
				.hasMessageContaining("coffer.security.tokens[1].sha256"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin", ".hidden", "two  spaces" })
	void aNameThatIsTakenOrNotAllowedStopsTheStart(String name) {
		this.coffer.withPropertyValues(configured(0, name, "operator", Token.random().hash().hex()))
			.run((context) -> assertThat(context.getStartupFailure()).isNotNull()
				.hasStackTraceContaining("coffer.security.tokens[0].name is"));
	}

	@Test
	void aTokenInPlaceOfItsHashStopsTheStartAndIsNotShown(CapturedOutput output) {
		String token = Token.random().value();
		this.coffer.withPropertyValues(configured(0, "nightly", "operator", token)).run((context) -> {
			LogFactory.getLog(getClass()).error("The start failed", context.getStartupFailure());
			assertThat(output).contains("coffer.security.tokens[0].sha256 must be").doesNotContain(token);
		});
	}

	@Test
	void aTokenWithoutARoleStopsTheStart() {
		this.coffer
			.withPropertyValues("coffer.security.tokens[0].name=nightly",
					"coffer.security.tokens[0].sha256=" + Token.random().hash().hex())
			.run((context) -> assertThat(context.getStartupFailure()).isNotNull()
				.hasStackTraceContaining("tokens[0].role"));
	}

	private static String[] configured(int index, String name, String role, String sha256) {
		return Stream
			.of(PROPERTY.formatted(index, "name", name), PROPERTY.formatted(index, "role", role),
					PROPERTY.formatted(index, "sha256", sha256))
			.toArray(String[]::new);
	}

	@EnableConfigurationProperties(TokenProperties.class)
	@Import({ DataDirectory.class, AdminToken.class, ConfiguredTokens.class })
	static class Room {

	}

}
