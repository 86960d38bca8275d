package io.coffer.retention;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.problems.StartRefusedException;
import io.coffer.state.StateKey;
import io.coffer.state.StateStore;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The policy in force: the configured one, else the one kept in the bucket, else none.
 */
@Component
class RetentionPolicies {

	private static final StateKey<RetentionPolicy> KEY = new StateKey<>("vaults/default/policy.json",
			RetentionPolicy.class);

	private final RetentionPolicy configured;

	private final StateStore state;

	/**
	 * Takes the configured policy.
	 * @throws StartRefusedException if it is not valid
	 */
	RetentionPolicies(RetentionProperties properties, StateStore state, Validator validator) {
		this.configured = properties.configured();
		this.state = state;
		refuse(validator.validate(this.configured));
	}

	/**
	 * The policy in force, which may keep everything.
	 * @throws ProblemException if the bucket cannot be asked, as {@link StateStore#read}
	 * does: without its policy nothing is removed
	 */
	RetentionPolicy current() {
		return isManaged() ? this.configured : saved().orElse(RetentionPolicy.EMPTY);
	}

	/**
	 * Where the policy in force comes from.
	 * @throws ProblemException as {@link #current} does
	 */
	PolicySource source() {
		if (isManaged()) {
			return PolicySource.CONFIGURATION;
		}
		return saved().isPresent() ? PolicySource.SAVED : PolicySource.NONE;
	}

	/**
	 * Keeps a policy that is valid.
	 * @throws ProblemException {@link ProblemType#RETENTION_MANAGED}, or what
	 * {@link StateStore#update} throws
	 */
	void replace(RetentionPolicy policy) {
		if (isManaged()) {
			throw new ProblemException(ProblemType.RETENTION_MANAGED,
					"The policy comes from coffer.retention.policy and cannot be changed here.")
				.hint("Change the configuration and start Coffer again.");
		}
		this.state.update(KEY, (before) -> Optional.of(policy));
	}

	private boolean isManaged() {
		return this.configured.removesAnything();
	}

	private Optional<RetentionPolicy> saved() {
		return this.state.read(KEY);
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
