package io.coffer.vaults;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.backups.BackupRepository;
import io.coffer.callers.KnownVaults;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.callers.VaultSettings;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.quotas.VaultQuotas;
import io.coffer.retention.RetentionPolicies;
import io.coffer.security.IssuedTokens;
import io.coffer.security.TokenOverview;
import io.coffer.storage.Bucket;
import io.coffer.storage.Storage;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Shows vaults, makes and changes them, and deletes those that are empty. */
@Service
class VaultService {

	private final KnownVaults known;

	private final VaultQuotas quotas;

	private final RetentionPolicies policies;

	private final BackupRepository backups;

	private final TokenOverview tokens;

	private final IssuedTokens issued;

	private final Storage storage;

	private final ApplicationEventPublisher events;

	VaultService(KnownVaults known, VaultQuotas quotas, RetentionPolicies policies, BackupRepository backups,
			TokenOverview tokens, IssuedTokens issued, Storage storage, ApplicationEventPublisher events) {
		this.known = known;
		this.quotas = quotas;
		this.policies = policies;
		this.backups = backups;
		this.tokens = tokens;
		this.issued = issued;
		this.storage = storage;
		this.events = events;
	}

	/**
	 * A vault as it is now.
	 * @throws ProblemException {@link ProblemType#VAULT_NOT_FOUND} if it holds nothing
	 * and nothing is set of it, {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*}
	 * problem
	 */
	VaultView find(Vault vault) {
		VaultView view = show(vault);
		if (view.count() == 0 && !isSet(vault) && isEmpty(vault)) {
			throw notFound();
		}
		return view;
	}

	/** The same of one that its callers are in, whether or not it holds anything. */
	VaultView show(Vault vault) {
		VaultContents contents = new VaultContents(this.tokens.inForce(vault, Role.DEVICE).keySet());
		this.backups.forEach(vault, contents::add);
		return new VaultView(vault.name(), contents.count(), contents.bytes(), contents.newest().orElse(null),
				contents.devices(), this.quotas.of(vault).orElse(null), this.policies.view(vault),
				this.known.find(vault).orElse(VaultSettings.NONE).disabled());
	}

	/**
	 * Makes a vault, or replaces what is set of it: quota and {@code disabled} as a
	 * whole, the policy if one is given.
	 * @throws ProblemException {@link ProblemType#RETENTION_MANAGED}, or what keeps the
	 * bucket from remembering it; repeated, it goes on where it stopped
	 */
	VaultView replace(Vault vault, VaultForm form) {
		AuditEvent.of(Action.VAULT_CHANGE, form.toString()).in(vault).around(this.events, () -> {
			if (form.policy() != null) {
				this.policies.replace(vault, form.policy());
			}
			this.known.replace(vault, new VaultSettings(form.quota(), Boolean.TRUE.equals(form.disabled())));
		});
		return show(vault);
	}

	/**
	 * Ends a vault's tokens and forgets what is set of it. It comes into being again with
	 * the next upload by someone who may use it.
	 * @throws ProblemException {@link ProblemType#DEFAULT_VAULT},
	 * {@link ProblemType#VAULT_NOT_EMPTY}, {@link ProblemType#VAULT_NOT_FOUND}, or what
	 * keeps the bucket from remembering it; repeated, it goes on where it stopped
	 */
	void delete(Vault vault) {
		AuditEvent.of(Action.VAULT_DELETE, null).in(vault).around(this.events, () -> {
			if (vault.equals(Vault.DEFAULT)) {
				throw new ProblemException(ProblemType.DEFAULT_VAULT, "The default vault is always there.");
			}
			if (!isEmpty(vault)) {
				throw new ProblemException(ProblemType.VAULT_NOT_EMPTY,
						"The vault \"%s\" holds something.".formatted(vault))
					.hint("Delete its backups first; what is none, with a program of the store.");
			}
			boolean wasSet = isSet(vault);
			boolean hadTokens = this.issued.removeAll(vault);
			if (!wasSet && !hadTokens) {
				throw notFound();
			}
			this.policies.remove(vault);
			this.known.remove(vault);
		});
	}

	private boolean isSet(Vault vault) {
		return vault.equals(Vault.DEFAULT) || this.known.find(vault).isPresent() || this.policies.isSaved(vault);
	}

	private boolean isEmpty(Vault vault) {
		try (Bucket bucket = this.storage.open(vault.folder())) {
			return bucket.isEmpty();
		}
	}

	private static ProblemException notFound() {
		return new ProblemException(ProblemType.VAULT_NOT_FOUND, "There is no such vault.");
	}

}
