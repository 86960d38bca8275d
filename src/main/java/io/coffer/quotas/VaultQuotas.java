package io.coffer.quotas;

import io.coffer.callers.KnownVaults;
import io.coffer.callers.Vault;
import io.coffer.callers.VaultSettings;
import io.coffer.problems.ProblemException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The quota of each vault: its own, else the configured one, else none. */
@Component
public class VaultQuotas {

	private static final Logger logger = LoggerFactory.getLogger(VaultQuotas.class);

	private final KnownVaults vaults;

	private final Optional<Long> configured;

	VaultQuotas(KnownVaults vaults, VaultQuotaProperties properties) {
		this.vaults = vaults;
		this.configured = Optional.ofNullable(properties.quota()).map(DataSize::toBytes);
	}

	/**
	 * The most bytes of all backups of a vault together, or nothing for any number. Where
	 * the bucket does not tell and nothing is known any more, the configured one holds:
	 * that is no reason to refuse a backup which the bucket takes.
	 */
	public Optional<Long> of(Vault vault) {
		return own(vault).or(() -> this.configured);
	}

	private Optional<Long> own(Vault vault) {
		try {
			return this.vaults.find(vault).map(VaultSettings::quota);
		}
		catch (ProblemException ex) {
			logger.warn("The quota of the vault {} cannot be read: {}", vault, ex.getMessage());
			return Optional.empty();
		}
	}

}
