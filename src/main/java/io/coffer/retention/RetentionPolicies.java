package io.coffer.retention;

import io.coffer.data.DataDirectory;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.problems.StartRefusedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The policy in force: the configured one, else the one in {@code retention.json} of the
 * data directory, else none.
 */
@Component
class RetentionPolicies {

	private static final String FILE = "retention.json";

	private final DataDirectory data;

	private final JsonMapper json;

	private final boolean managed;

	private volatile Optional<RetentionPolicy> current;

	/**
	 * Reads the policy.
	 * @throws StartRefusedException if the configured one is not valid, or the file is
	 * damaged: a rule that is lost would let backups go that should stay
	 */
	RetentionPolicies(RetentionProperties properties, DataDirectory data, JsonMapper json, Validator validator) {
		this.data = data;
		this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
		RetentionPolicy configured = properties.configured();
		refuse(validator.validate(configured));
		this.managed = configured.removesAnything();
		this.current = this.managed ? Optional.of(configured) : read(validator);
	}

	/** The policy in force, which may keep everything. */
	RetentionPolicy current() {
		return this.current.orElse(RetentionPolicy.EMPTY);
	}

	PolicySource source() {
		if (this.managed) {
			return PolicySource.CONFIGURATION;
		}
		return this.current.isPresent() ? PolicySource.FILE : PolicySource.NONE;
	}

	/**
	 * Keeps a policy that is valid.
	 * @throws ProblemException {@link ProblemType#RETENTION_MANAGED}
	 */
	synchronized void replace(RetentionPolicy policy) {
		if (this.managed) {
			throw new ProblemException(ProblemType.RETENTION_MANAGED,
					"The policy comes from coffer.retention.policy and cannot be changed here.")
				.hint("Change the configuration and start Coffer again.");
		}
		this.data.write(FILE, this.json.writeValueAsBytes(policy));
		this.current = Optional.of(policy);
	}

	private Optional<RetentionPolicy> read(Validator validator) {
		try {
			Optional<RetentionPolicy> saved = this.data.read(FILE)
				.map((content) -> Optional.ofNullable(this.json.readValue(content, RetentionPolicy.class))
					.orElseThrow());
			saved.map(validator::validate).ifPresent(RetentionPolicies::refuse);
			return saved;
		}
		catch (RuntimeException ex) {
			throw new StartRefusedException(
					"The retention policy in " + this.data.resolve(FILE)
							+ " cannot be read. Restore the file from a copy, or delete it and set the policy again.",
					ex);
		}
	}

	private static void refuse(Set<ConstraintViolation<RetentionPolicy>> violations) {
		if (!violations.isEmpty()) {
			throw new StartRefusedException(violations.stream()
				.map((violation) -> "%s of coffer.retention.policy %s".formatted(violation.getPropertyPath(),
						violation.getMessage()))
				.sorted()
				.collect(Collectors.joining("; ", "The retention policy is not valid: ", ".")));
		}
	}

}
