package io.coffer.callers;

import io.coffer.state.StateKey;
import org.jspecify.annotations.Nullable;

/**
 * What is set of a vault beside its policy, as the bucket keeps it.
 *
 * @param quota the most bytes of all its backups together, or null for what the
 * configuration says
 * @param disabled whether nobody of that vault gets in
 */
public record VaultSettings(@Nullable Long quota, boolean disabled) {

	/** What holds for a vault of which nothing is set. */
	public static final VaultSettings NONE = new VaultSettings(null, false);

	/** Where those of a vault are kept. */
	static StateKey<VaultSettings> keyOf(Vault vault) {
		return new StateKey<>("vaults/" + vault.name() + "/quota.json", VaultSettings.class);
	}

}
