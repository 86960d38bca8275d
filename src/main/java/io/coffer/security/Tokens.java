package io.coffer.security;

import io.coffer.problems.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Every token that opens routes right now. */
@Component
class Tokens {

	private final ConfiguredTokens configured;

	private final IssuedTokens issued;

	Tokens(ConfiguredTokens configured, IssuedTokens issued) {
		this.configured = configured;
		this.issued = issued;
	}

	/**
	 * What a token opens, or nothing.
	 * @throws ProblemException if Coffer made it and the bucket cannot be asked whether
	 * it is in force
	 */
	Optional<Credential> find(Token token) {
		return this.configured.find(token.hash()).<Credential>map((found) -> found).or(() -> this.issued.find(token));
	}

	/**
	 * Whether a token that was found still opens routes; one that has expired meanwhile
	 * has opened them in time.
	 * @throws ProblemException as {@link #find} does
	 */
	boolean isNotRevoked(Credential token) {
		return !(token instanceof IssuedToken made) || this.issued.isNotRevoked(made);
	}

}
