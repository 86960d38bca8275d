package io.coffer.keypairs;

import io.coffer.callers.Vault;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an access key id says: {@code CF}, the digest of the token's role and name, a mark
 * that only Coffer can make, and where it is not the default one, the vault, in which an
 * underscore stands for a hyphen. So it has nothing but what AWS allows in one: 16 to 128
 * of {@code \w}.
 *
 * @param vault whose token it is
 * @param digest of the token's role and name
 * @param mark shows that the id is of Coffer's making
 */
record AccessKeyId(Vault vault, String digest, String mark) {

	private static final Pattern SYNTAX = Pattern
		.compile("CF(?<digest>[0-9a-f]{32})(?<mark>[0-9a-f]{8})(?:_(?<vault>[a-z0-9_]{3,63}))?");

	/** Reads an id; nothing if it is none of ours. */
	static Optional<AccessKeyId> parse(String text) {
		Matcher parts = SYNTAX.matcher(text);
		if (!parts.matches()) {
			return Optional.empty();
		}
		String vault = (parts.group("vault") != null) ? parts.group("vault").replace('_', '-') : Vault.DEFAULT.name();
		return Vault.isName(vault)
				? Optional.of(new AccessKeyId(new Vault(vault), parts.group("digest"), parts.group("mark")))
				: Optional.empty();
	}

	@Override
	public String toString() {
		String suffix = this.vault.equals(Vault.DEFAULT) ? "" : "_" + this.vault.name().replace('-', '_');
		return "CF" + this.digest + this.mark + suffix;
	}

}
