package io.coffer.security;

import io.coffer.callers.Caller;
import io.coffer.callers.DeviceName;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.StartRefusedException;
import io.coffer.security.TokenProperties.ConfiguredToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
		return new TokenRecord(new Caller(name(token, property).value(), token.role(), vault(token, property)), hash);
	}

	private static DeviceName name(ConfiguredToken token, String property) {
		try {
			return DeviceName.of(token.name());
		}
		catch (ProblemException ex) {
			throw new StartRefusedException(property + ".name is not allowed. " + ex.hint(), ex);
		}
	}

	private static @Nullable Vault vault(ConfiguredToken token, String property) {
		String name = token.vault();
		if (name == null || name.isBlank()) {
			return null;
		}
		if (!Vault.isName(name) || token.role() == Role.ADMIN) {
			throw new StartRefusedException(property + ".vault is not allowed. A vault's name has 3 to 63 of a-z, 0-9 "
					+ "and hyphens, neither first nor last, and an admin has all vaults.");
		}
		return new Vault(name);
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

	/**
	 * Whether the configuration decides about the token of that name in a vault. What it
	 * has for another vault alone is not to be seen there.
	 */
	public boolean uses(Vault vault, DeviceName name) {
		return this.known.stream()
			.map(TokenRecord::caller)
			.anyMatch((caller) -> caller.name().equals(name.value())
					&& (caller.hasAllVaults() || vault.equals(caller.vault())));
	}

	/** Whether there is such a token of that name. */
	boolean has(String name) {
		return this.names.contains(name);
	}

	/** The vaults that have such a token of their own. */
	List<Vault> vaults() {
		return this.known.stream().map((token) -> token.caller().in(null)).distinct().toList();
	}

	/**
	 * Whose tokens of that role the configuration gives in a vault. One that has all
	 * vaults is at home in the default one.
	 */
	public List<DeviceName> names(Vault vault, Role role) {
		return this.known.stream()
			.map(TokenRecord::caller)
			.filter((caller) -> caller.role() == role && caller.in(null).equals(vault))
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
