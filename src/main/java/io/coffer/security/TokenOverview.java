package io.coffer.security;

import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import java.util.HashMap;
import java.util.Map;
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
	public SortedMap<String, TokenInfo> inForce(Vault vault, Role role) {
		SortedMap<String, TokenInfo> tokens = new TreeMap<>();
		this.issued.inForce(vault, role).forEach((token) -> tokens.put(token.name(), TokenInfo.of(token)));
		this.configured.names(vault, role).forEach((name) -> tokens.put(name.value(), TokenInfo.CONFIGURED));
		return tokens;
	}

	/**
	 * The same of every vault, by one listing.
	 * @throws ProblemException if the bucket cannot be asked
	 */
	public Map<Vault, SortedMap<String, TokenInfo>> inForceEverywhere(Role role) {
		Map<Vault, SortedMap<String, TokenInfo>> tokens = new HashMap<>();
		this.issued.inForceEverywhere(role)
			.forEach((token) -> of(new Vault(token.vault()), tokens).put(token.name(), TokenInfo.of(token)));
		this.configured.vaults()
			.forEach((vault) -> this.configured.names(vault, role)
				.forEach((name) -> of(vault, tokens).put(name.value(), TokenInfo.CONFIGURED)));
		return tokens;
	}

	private static SortedMap<String, TokenInfo> of(Vault vault, Map<Vault, SortedMap<String, TokenInfo>> tokens) {
		return tokens.computeIfAbsent(vault, (first) -> new TreeMap<>());
	}

}
