package io.coffer.retention;

import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.problems.StartRefusedException;
import io.coffer.state.StateKey;
import io.coffer.state.StateStore;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The policy of each vault: the configured one, which is the same for all, else the one
 * kept in the bucket, else none.
 */
@Component
public class RetentionPolicies {

	private final RetentionPolicy configured;

	private final Duration grace;

	private final StateStore state;

	/**
	 * Takes the configured policy.
	 * @throws StartRefusedException if it is not valid
	 */
	RetentionPolicies(RetentionProperties properties, StateStore state, Validator validator) {
		this.configured = properties.configured();
		this.grace = properties.grace();
		this.state = state;
		refuse(validator.validate(this.configured));
	}

	/**
	 * The policy in force, which may keep everything.
	 * @throws ProblemException if the bucket cannot be asked, as {@link StateStore#read}
	 * does: without its policy nothing is removed
	 */
	RetentionPolicy current(Vault vault) {
		return isManaged() ? this.configured : saved(vault).orElse(RetentionPolicy.EMPTY);
	}

	/**
	 * The policy in force, as it is shown.
	 * @throws ProblemException as {@link #current} does
	 */
	public RetentionView view(Vault vault) {
		return new RetentionView(current(vault), source(vault), this.grace);
	}

	private PolicySource source(Vault vault) {
		if (isManaged()) {
			return PolicySource.CONFIGURATION;
		}
		return isSaved(vault) ? PolicySource.SAVED : PolicySource.NONE;
	}

	/** Whether one is kept in the bucket, in force or not. */
	public boolean isSaved(Vault vault) {
		return saved(vault).isPresent();
	}

	/**
	 * Keeps a policy that is valid.
	 * @throws ProblemException {@link ProblemType#RETENTION_MANAGED}, or what
	 * {@link StateStore#update} throws
	 */
	public void replace(Vault vault, RetentionPolicy policy) {
		if (isManaged()) {
			throw new ProblemException(ProblemType.RETENTION_MANAGED,
					"The policy comes from coffer.retention.policy and cannot be changed here.")
				.hint("Change the configuration and start Coffer again.");
		}
		this.state.update(key(vault), (before) -> Optional.of(policy));
	}

	/**
	 * Forgets the one that is kept.
	 * @throws ProblemException as {@link StateStore#remove} does
	 */
	public void remove(Vault vault) {
		this.state.remove(key(vault));
	}

	private boolean isManaged() {
		return this.configured.removesAnything();
	}

	private Optional<RetentionPolicy> saved(Vault vault) {
		return this.state.read(key(vault));
	}

	private static StateKey<RetentionPolicy> key(Vault vault) {
		return new StateKey<>("vaults/" + vault.name() + "/policy.json", RetentionPolicy.class);
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
