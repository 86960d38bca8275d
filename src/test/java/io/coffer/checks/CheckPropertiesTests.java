package io.coffer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class CheckPropertiesTests {

	private final ApplicationContextRunner start = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Configured.class);

	@ParameterizedTest
	@ValueSource(strings = { "-20s", "0s", "1ms", "1h", "soon" })
	void aTimeInWhichNoCheckCanEndIsRefusedAtTheStart(String timeout) {
		this.start.withPropertyValues("coffer.check.timeout=" + timeout)
			.run((context) -> assertThat(context).hasFailed());
	}

	@ParameterizedTest
	@CsvSource({ "1s, PT1S", "20000, PT20S", "10m, PT10M", "PT45S, PT45S" })
	void aTimeInWhichACheckCanEndIsTaken(String timeout, Duration taken) {
		this.start.withPropertyValues("coffer.check.timeout=" + timeout)
			.run((context) -> assertThat(context.getBean(CheckProperties.class).timeout()).isEqualTo(taken));
	}

	@EnableConfigurationProperties(CheckProperties.class)
	static class Configured {

	}

}
