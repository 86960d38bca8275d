package io.coffer.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What the environment makes of retention. */
class RetentionPropertiesTests {

	@Test
	void theEnvironmentSetsThePolicyAndTheGrace() {
		RetentionProperties properties = bind(Map.of("COFFER_RETENTION_GRACE", "P2D",
				"COFFER_RETENTION_POLICY_KEEP_LAST", "3", "COFFER_RETENTION_POLICY_KEEP_WITHIN", "P14D",
				"COFFER_RETENTION_POLICY_MAX_TOTAL_SIZE", "1GB"));

		assertThat(properties.grace()).isEqualTo(Duration.ofDays(2));
		assertThat(properties.configured())
			.isEqualTo(new RetentionPolicy(3, null, null, null, null, null, "P14D", 1L << 30));
	}

	@Test
	void blankValuesAreNoPolicy() {
		RetentionProperties properties = bind(
				Map.of("COFFER_RETENTION_POLICY_KEEP_LAST", "", "COFFER_RETENTION_POLICY_KEEP_WITHIN", " "));

		assertThat(properties.grace()).isEqualTo(Duration.ofDays(7));
		assertThat(properties.configured()).isEqualTo(RetentionPolicy.EMPTY);
	}

	private static RetentionProperties bind(Map<String, Object> variables) {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
		return Binder.get(environment).bindOrCreate("coffer.retention", RetentionProperties.class);
	}

}
