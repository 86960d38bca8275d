package io.coffer.config;

import io.coffer.problems.InvalidField;
import io.coffer.problems.ProblemException;
import io.coffer.problems.StartRefusedException;
import io.coffer.providers.Endpoint;
import io.coffer.providers.S3Settings;
import jakarta.validation.Validator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/**
 * The settings that {@code COFFER_S3_*} gives, so that replicas share them. All or none:
 * a part of them stops the start, since backups must never go somewhere else in silence.
 * A blank one is none, since compose files set to nothing what their user leaves out.
 */
@Component
class EnvironmentSettings {

	private static final String VARIABLE_PREFIX = "COFFER_S3_";

	/** What Kubernetes gives every pod beside a service called "coffer-s3". */
	private static final Pattern SERVICE_LINK = Pattern.compile("COFFER_S3_(SERVICE_(HOST|PORT\\w*)|PORT\\w*)");

	private static final String PREFIX = "coffer.s3";

	private static final Set<String> VARIABLES = Stream.of(SettingsForm.class.getRecordComponents())
		.map((component) -> variable(component.getName()))
		.collect(Collectors.toCollection(TreeSet::new));

	private final Optional<S3Settings> settings;

	EnvironmentSettings(ConfigurableEnvironment environment, Validator validator) {
		refuseUnknown(
				environment.getPropertySources().get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
		this.settings = Binder.get(environment)
			.bind(PREFIX, SettingsForm.class)
			.map((form) -> form.equals(SettingsForm.EMPTY) ? Optional.<S3Settings>empty()
					: Optional.of(valid(form, validator)))
			.orElseGet(Optional::empty);
	}

	Optional<S3Settings> settings() {
		return this.settings;
	}

	/** A misspelt variable would leave the settings to another source in silence. */
	private static void refuseUnknown(@Nullable PropertySource<?> variables) {
		if (variables instanceof EnumerablePropertySource<?> named) {
			String unknown = Stream.of(named.getPropertyNames())
				.filter((name) -> name.startsWith(VARIABLE_PREFIX) && !VARIABLES.contains(name)
						&& !SERVICE_LINK.matcher(name).matches())
				.sorted()
				.collect(Collectors.joining(", "));
			if (!unknown.isEmpty()) {
				throw new StartRefusedException("The environment has %s, which Coffer does not know; there are: %s."
					.formatted(unknown, String.join(", ", VARIABLES)));
			}
		}
	}

	private static S3Settings valid(SettingsForm form, Validator validator) {
		String secret = form.secretAccessKey();
		Stream<String> noSecret = (secret == null) ? Stream.of("COFFER_S3_SECRET_ACCESS_KEY is required")
				: Stream.empty();
		String problems = Stream
			.of(form.invalidFields(validator).map(EnvironmentSettings::explain), contradictions(form), noSecret)
			.flatMap((explained) -> explained)
			.distinct()
			.sorted()
			.collect(Collectors.joining("; "));
		if (secret == null || !problems.isEmpty()) {
			throw new StartRefusedException("The S3 settings in the environment are not complete: " + problems + ".");
		}
		return form.settings().withSecret(secret);
	}

	/** What the endpoint and the other fields make of each other. */
	private static Stream<String> contradictions(SettingsForm form) {
		if (form.endpoint() == null) {
			return Stream.empty();
		}
		try {
			Endpoint where = form.where();
			if (form.publicEndpoint() != null) {
				where.readPublicEndpoint(form.publicEndpoint());
			}
			return Stream.empty();
		}
		catch (ProblemException ex) {
			return ex.fields().stream().map(EnvironmentSettings::explain);
		}
	}

	private static String explain(InvalidField invalid) {
		return variable(invalid.field()) + " " + invalid.message();
	}

	private static String variable(String component) {
		return VARIABLE_PREFIX + component.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
	}

}
