package io.coffer.security;

import io.coffer.callers.Caller;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Instant;
import java.util.Optional;

/** The logins of applications: tokens of the issuers that the configuration names. */
public interface Logins {

	/** Whether the configuration names that issuer, exactly. */
	boolean isIssuer(String name);

	/**
	 * What a token of an issuer opens, or nothing.
	 * @param issuer the one that the token names, which {@link #isIssuer is one}
	 * @throws ProblemException {@link ProblemType#LOGIN_UNAVAILABLE} if its keys are not
	 * known and cannot be fetched now
	 */
	Optional<LoginToken> find(String issuer, String token);

	/**
	 * The token of an application's own login, checked: its signature, its audience and
	 * its time. It ends by expiring alone; what it has begun in time goes on.
	 *
	 * @param caller who has it
	 * @param issuer who has made it
	 * @param expiresAt when it ends
	 */
	record LoginToken(Caller caller, String issuer, Instant expiresAt) implements Credential {
	}

}
