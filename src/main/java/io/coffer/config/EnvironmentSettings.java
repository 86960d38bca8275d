package io.coffer.config;

import io.coffer.problems.StartRefusedException;
import io.coffer.storage.S3Settings;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The settings that {@code COFFER_S3_*} gives, so that replicas share them. All or none:
 * a part of them stops the start, since backups must never go somewhere else in silence.
 * A blank one is none, since compose files set to nothing what their user leaves out.
 */
@Component
class EnvironmentSettings {

	private static final String PREFIX = "coffer.s3";

	private final Optional<S3Settings> settings;

	EnvironmentSettings(Environment environment, Validator validator) {
		this.settings = Binder.get(environment)
			.bind(PREFIX, SettingsForm.class)
			.map((form) -> form.equals(SettingsForm.EMPTY) ? Optional.<S3Settings>empty()
					: Optional.of(valid(form, validator)))
			.orElseGet(Optional::empty);
	}

	Optional<S3Settings> settings() {
		return this.settings;
	}

	private static S3Settings valid(SettingsForm form, Validator validator) {
		Stream<String> wrong = validator.validate(form).stream().map(EnvironmentSettings::explain);
		String secret = form.secretAccessKey();
		String problems = Stream
			.concat(wrong, (secret == null) ? Stream.of("COFFER_S3_SECRET_ACCESS_KEY is required") : Stream.empty())
			.sorted()
			.collect(Collectors.joining("; "));
		if (secret == null || !problems.isEmpty()) {
			throw new StartRefusedException("The S3 settings in the environment are not complete: " + problems + ".");
		}
		return form.settings(secret);
	}

	private static String explain(ConstraintViolation<SettingsForm> violation) {
		String variable = violation.getPropertyPath().toString().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
		return "COFFER_S3_" + variable + " " + violation.getMessage();
	}

}
