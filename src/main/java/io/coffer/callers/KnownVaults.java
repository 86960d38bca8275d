package io.coffer.callers;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.state.StateStore;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What is set of each vault, the default one included. A change is in force here at once,
 * in other replicas within {@code coffer.state.max-age}; the bucket is asked at most so
 * often for each vault, with one GET.
 */
@Component
public class KnownVaults {

	private final StateStore state;

	KnownVaults(StateStore state) {
		this.state = state;
	}

	/**
	 * What is set, or nothing if nobody ever has.
	 * @throws ProblemException as {@link StateStore#read} does
	 */
	public Optional<VaultSettings> find(Vault vault) {
		return this.state.read(VaultSettings.keyOf(vault));
	}

	/**
	 * Sets all of it.
	 * @throws ProblemException as {@link StateStore#update} does
	 */
	public void replace(Vault vault, VaultSettings settings) {
		this.state.update(VaultSettings.keyOf(vault), (before) -> Optional.of(settings));
	}

	/**
	 * Forgets it.
	 * @throws ProblemException as {@link StateStore#remove} does
	 */
	public void remove(Vault vault) {
		this.state.remove(VaultSettings.keyOf(vault));
	}

	/**
	 * Whether a caller is kept out, since its vault is disabled. Whoever has all vaults
	 * is of none, and never is.
	 * @throws ProblemException as {@link StateStore#read} does
	 */
	public boolean keepsOut(Caller caller) {
		Vault vault = caller.vault();
		return vault != null && isDisabled(vault);
	}

	public static ProblemException disabled() {
		return new ProblemException(ProblemType.VAULT_DISABLED, "The vault of this token is disabled.")
			.hint("Ask the administrator of the service.");
	}

	private boolean isDisabled(Vault vault) {
		try {
			return find(vault).filter(VaultSettings::disabled).isPresent();
		}
		catch (ProblemException ex) {
			// Without a bucket there is nothing to keep anybody from
			if (ex.type() == ProblemType.NOT_CONFIGURED) {
				return false;
			}
			throw ex;
		}
	}

}
