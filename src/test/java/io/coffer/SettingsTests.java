package io.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** All the settings of the house, as a start binds and validates them. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			coffer.upload.max-size            | 0B     | must be at least 1B
			coffer.upload.max-size            | -1B    | must be at least 1B
			coffer.upload.max-size            | much   | does not match data size pattern
			coffer.upload.buffer-memory       | 0B     | must be at least 5MB
			coffer.upload.buffer-memory       | 4MB    | must be at least 5MB
			coffer.upload.buffer-wait         | -1s    | must not be negative
			coffer.upload.parts-in-flight     | 0      | greater than or equal to 1
			coffer.upload.parts-in-flight     | 17     | less than or equal to 16
			coffer.upload.stall-timeout       | 0s     | longer than or equal to
			coffer.upload.stall-timeout       | P30D   | shorter than or equal to
			coffer.upload.min-rate            | -1B    | must be at least 0B
			coffer.transfers.max              | -1     | greater than or equal to 1
			coffer.transfers.max              | some   | failed to convert
			coffer.requests.max               | 0      | greater than or equal to 1
			coffer.requests.strangers         | -3     | greater than or equal to 1
			coffer.lists.max-concurrent       | 0      | greater than or equal to 1
			coffer.connections.max-per-address| -1     | greater than or equal to 0
			coffer.connections.min-rate       | -1B    | must be at least 0B
			coffer.connections.stall-timeout  | -1s    | longer than or equal to
			coffer.check.timeout              | -20s   | longer than or equal to
			coffer.check.timeout              | 1h     | shorter than or equal to
			coffer.check.timeout              | soon   | not a valid duration
			coffer.verify.max-concurrent      | 0      | greater than or equal to 1
			coffer.verify.max-uncompressed    | 0B     | must be at least 1B
			coffer.verify.max-ratio           | 0      | greater than 0
			coffer.verify.max-entries         | -5     | greater than 0
			coffer.verify.window-memory       | -1B    | must be at least 0B
			coffer.verify.progress-every      | 0s     | longer than or equal to
			coffer.devices.overdue-after      | -1d    | longer than or equal to
			coffer.devices.survey-every       | 0s     | longer than or equal to
			coffer.devices.quota              | -1B    | must be at least 0B
			coffer.sweep.older-than           | 1h     | longer than or equal to
			coffer.sweep.every                | 0s     | longer than or equal to
			coffer.retention.grace            | -1d    | must not be negative
			coffer.shutdown.grace             | -1s    | must not be negative
			coffer.embedded.port              | 70000  | less than or equal to 65535
			coffer.embedded.public-endpoint   | here   | must be http://
			coffer.endpoints.private-networks | maybe  | allow
			coffer.archives.extensions        | .zip   | must match
			coffer.cors.allowed-origins       | *      | is no origin
			""")
	void nonsenseStopsTheStartAndIsNamed(String property, String value, String allowed, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(property + "=" + value).close());

		assertThat(output.getOut().replaceAll("([a-z])([A-Z])", "$1-$2")).contains("APPLICATION FAILED TO START")
			.containsIgnoringCase(property)
			.containsIgnoringCase(allowed);
	}

	@Test
	void theLeastThatIsAllowedIsTaken() {
		start("coffer.upload.max-size=1B", "coffer.upload.buffer-memory=5MB", "coffer.upload.buffer-wait=0s",
				"coffer.upload.min-rate=0B", "coffer.transfers.max=1", "coffer.requests.max=1",
				"coffer.requests.strangers=1", "coffer.connections.max-per-address=0", "coffer.connections.min-rate=0B",
				"coffer.check.timeout=1000", "coffer.devices.quota=0B", "coffer.sweep.older-than=24h",
				"coffer.retention.grace=0s", "coffer.shutdown.grace=0s")
			.close();
	}

	/** Compose files set to nothing what their user leaves out. */
	@Test
	void whatIsBlankIsTheDefault() {
		String[] blank = Stream
			.of("data-dir", "admin-token", "encryption-key", "upload.max-size", "upload.buffer-memory",
					"upload.buffer-wait", "upload.stall-timeout", "upload.min-rate", "connections.max-per-address",
					"check.timeout", "devices.quota", "shutdown.grace", "archives.extensions", "cors.allowed-origins",
					"embedded.address", "embedded.public-endpoint", "endpoints.private-networks",
					"verify.window-memory")
			.map((name) -> "coffer." + name + "=")
			.toArray(String[]::new);
		try (ConfigurableApplicationContext none = start(); ConfigurableApplicationContext all = start(blank)) {
			assertThat(settings(all)).hasSizeGreaterThan(12).isEqualTo(settings(none));
		}
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(Settings.class).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.bannerMode(Banner.Mode.OFF)
			.run(Stream.of(properties).map("--"::concat).toArray(String[]::new));
	}

	private static Map<String, Object> settings(ConfigurableApplicationContext context) {
		return Stream.of(context.getBeanDefinitionNames())
			.filter((name) -> name.startsWith("coffer"))
			.collect(Collectors.toMap(Function.identity(), context::getBean));
	}

	@ConfigurationPropertiesScan("io.coffer")
	static class Settings {

	}

}
