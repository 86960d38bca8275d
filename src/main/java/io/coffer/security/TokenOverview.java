package io.coffer.security;

import io.coffer.problems.ProblemException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Who has a token: of the configuration, or made over HTTP. */
@Component
public class TokenOverview {

	private final ConfiguredTokens configured;

	private final IssuedTokens issued;

	TokenOverview(ConfiguredTokens configured, IssuedTokens issued) {
		this.configured = configured;
		this.issued = issued;
	}

	/**
	 * The tokens of a role that are in force, by name.
	 * @throws ProblemException if the bucket cannot be asked
	 */
	public SortedMap<String, TokenInfo> inForce(Role role) {
		SortedMap<String, TokenInfo> tokens = new TreeMap<>();
		this.issued.inForce(role).forEach((token) -> tokens.put(token.name(), TokenInfo.of(token)));
		this.configured.names(role).forEach((name) -> tokens.put(name.value(), TokenInfo.CONFIGURED));
		return tokens;
	}

}
