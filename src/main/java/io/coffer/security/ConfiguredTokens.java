package io.coffer.security;

import io.coffer.problems.ProblemException;
import io.coffer.problems.StartRefusedException;
import io.coffer.security.TokenProperties.ConfiguredToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The tokens that HTTP cannot change while Coffer runs: the admin's and those of the
 * configuration.
 */
@Component
public class ConfiguredTokens {

	private final List<TokenRecord> known = new ArrayList<>();

	private final Set<String> names = new HashSet<>();

	private final Set<String> hashes = new HashSet<>();

	/**
	 * Collects the tokens.
	 * @throws StartRefusedException if a configured token has an invalid name or hash, or
	 * one that another token has too
	 */
	ConfiguredTokens(AdminToken admin, TokenProperties properties) {
		add(admin.known(), "coffer.admin-token");
		for (int i = 0; i < properties.tokens().size(); i++) {
			String property = "coffer.security.tokens[" + i + "]";
			add(known(properties.tokens().get(i), property), property);
		}
	}

	private static TokenRecord known(ConfiguredToken token, String property) {
		TokenHash hash = TokenHash.parse(token.sha256().strip())
			.orElseThrow(() -> new StartRefusedException(property
					+ ".sha256 must be the SHA-256 of the token in 64 hexadecimal digits, and not the token itself."));
		return new TokenRecord(new Caller(name(token, property).value(), token.role()), hash);
	}

	private static DeviceName name(ConfiguredToken token, String property) {
		try {
			return DeviceName.of(token.name());
		}
		catch (ProblemException ex) {
			throw new StartRefusedException(property + ".name is not allowed. " + ex.hint(), ex);
		}
	}

	private void add(TokenRecord token, String property) {
		if (!this.names.add(token.caller().name())) {
			throw new StartRefusedException(
					property + ".name is '" + token.caller().name() + "', which another token has already.");
		}
		if (!this.hashes.add(token.hash().hex())) {
			throw new StartRefusedException(property + ".sha256 is that of another token: each name needs its own.");
		}
		this.known.add(token);
	}

	/** Whether the configuration decides about the token of that name. */
	public boolean uses(DeviceName name) {
		return this.names.contains(name.value());
	}

	/** Whose tokens of that role the configuration gives. */
	public List<DeviceName> names(Role role) {
		return this.known.stream()
			.map(TokenRecord::caller)
			.filter((caller) -> caller.role() == role)
			.map((caller) -> DeviceName.of(caller.name()))
			.toList();
	}

	/**
	 * The token of that hash, or nothing. Compares with every token, so that the time
	 * taken does not tell which one came close.
	 */
	Optional<TokenRecord> find(TokenHash hash) {
		return this.known.stream().filter((known) -> known.hash().matches(hash)).reduce((first, other) -> first);
	}

}
