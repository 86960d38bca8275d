package io.coffer.tokens;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.callers.DeviceName;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.keypairs.KeyPair;
import io.coffer.keypairs.KeyPairs;
import io.coffer.problems.InvalidField;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.s3door.S3Address;
import io.coffer.security.ConfiguredTokens;
import io.coffer.security.IssuedTokens;
import io.coffer.security.TokenOverview;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Hands out tokens to devices and operators, and takes them back. */
@Service
class TokenService {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofDays(3660);

	private final IssuedTokens issued;

	private final ConfiguredTokens configured;

	private final TokenOverview overview;

	private final KeyPairs pairs;

	private final ObjectProvider<S3Address> address;

	private final ApplicationEventPublisher events;

	TokenService(IssuedTokens issued, ConfiguredTokens configured, TokenOverview overview, KeyPairs pairs,
			ObjectProvider<S3Address> address, ApplicationEventPublisher events) {
		this.issued = issued;
		this.configured = configured;
		this.overview = overview;
		this.pairs = pairs;
		this.address = address;
		this.events = events;
	}

	/** The operators that have a token, by name. */
	List<Operator> operators(Vault vault) {
		return this.overview.inForce(vault, Role.OPERATOR)
			.entrySet()
			.stream()
			.map((entry) -> new Operator(entry.getKey(), entry.getValue()))
			.toList();
	}

	/**
	 * Makes a token; an earlier one of that role and name ends.
	 * @param expiresIn after which time it ends by itself, or null for never
	 * @param host by which Coffer was reached
	 * @throws ProblemException {@link ProblemType#DEVICE_MANAGED} or
	 * {@link ProblemType#OPERATOR_MANAGED} if the configuration has a token of that name,
	 * {@link ProblemType#VALIDATION_FAILED} for an impossible time, or what keeps the
	 * bucket from remembering it
	 */
	NewToken issue(Vault vault, Role role, DeviceName name, @Nullable Duration expiresIn, String host) {
		Action action = (role == Role.DEVICE) ? Action.TOKEN_MAKE : Action.OPERATOR_TOKEN_MAKE;
		return AuditEvent.of(action, name.value()).in(vault).around(this.events, () -> {
			refuseManaged(vault, role, name);
			refuseImpossible(expiresIn);
			IssuedTokens.NewToken made = this.issued.issue(vault, role, name, expiresIn);
			return NewToken.of(made, s3(made, host));
		}, (event, token) -> event);
	}

	private @Nullable S3Access s3(IssuedTokens.NewToken made, String host) {
		S3Address door = this.address.getIfAvailable();
		if (door == null) {
			return null;
		}
		KeyPair pair = this.pairs.of(made.token());
		return new S3Access(door.endpoint(host).orElse(null), S3Address.REGION, pair.vault().name(), pair.accessKeyId(),
				pair.secretAccessKey());
	}

	/**
	 * Ends the token of that role and name.
	 * @throws ProblemException {@link ProblemType#DEVICE_MANAGED} or
	 * {@link ProblemType#OPERATOR_MANAGED} if the configuration has a token of that name,
	 * {@link ProblemType#DEVICE_NOT_FOUND} or {@link ProblemType#OPERATOR_NOT_FOUND} if
	 * there is none, or what keeps the bucket from remembering it
	 */
	void revoke(Vault vault, Role role, DeviceName name) {
		Action action = (role == Role.DEVICE) ? Action.TOKEN_REVOKE : Action.OPERATOR_TOKEN_REVOKE;
		AuditEvent.of(action, name.value()).in(vault).around(this.events, () -> {
			refuseManaged(vault, role, name);
			if (!this.issued.revoke(vault, role, name)) {
				throw (role == Role.DEVICE)
						? new ProblemException(ProblemType.DEVICE_NOT_FOUND, "The device '" + name + "' has no token")
						: new ProblemException(ProblemType.OPERATOR_NOT_FOUND,
								"The operator '" + name + "' has no token");
			}
		});
	}

	private void refuseManaged(Vault vault, Role role, DeviceName name) {
		if (this.configured.uses(vault, name)) {
			throw new ProblemException(
					(role == Role.DEVICE) ? ProblemType.DEVICE_MANAGED : ProblemType.OPERATOR_MANAGED,
					"The token of '" + name + "' is not made over HTTP")
				.hint("Change it in the configuration and restart, or choose another name.");
		}
	}

	private static void refuseImpossible(@Nullable Duration expiresIn) {
		if (expiresIn != null && (expiresIn.compareTo(SHORTEST) < 0 || expiresIn.compareTo(LONGEST) > 0)) {
			String message = "must be from PT1S to P" + LONGEST.toDays() + "D";
			throw new ProblemException(ProblemType.VALIDATION_FAILED, "expiresIn " + message)
				.fields(List.of(new InvalidField("expiresIn", message)));
		}
	}

}
