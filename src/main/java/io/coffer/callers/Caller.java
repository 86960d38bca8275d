package io.coffer.callers;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who makes a request: the principal of every request that carries a valid token.
 * Controllers take it as {@code @AuthenticationPrincipal Caller caller}.
 *
 * @param name the token's name, which for a device is the device's name
 * @param role what the token may do
 * @param vault the one vault that the token is for, or null for all of them
 * @param anyDevice whether the caller may act under every device's name of its vault,
 * whatever its role: a user whose login names no device
 * @param application the only one whose backups the caller may add, or null for any
 */
public record Caller(String name, Role role, @Nullable Vault vault, boolean anyDevice,
		@Nullable String application) implements AuthenticatedPrincipal {

	/** One that may add backups of any application. */
	public Caller(String name, Role role, @Nullable Vault vault, boolean anyDevice) {
		this(name, role, vault, anyDevice, null);
	}

	/** One that acts under its own name if it is a device, and else under every one. */
	public Caller(String name, Role role, @Nullable Vault vault) {
		this(name, role, vault, role != Role.DEVICE);
	}

	/** Whether the caller may do no more than devices may. */
	public boolean isDevice() {
		return this.role == Role.DEVICE;
	}

	/** Whether the caller may act under that device's name. */
	public boolean mayActAs(String device) {
		return this.anyDevice || device.equals(this.name);
	}

	/** Whether the caller may add backups of that application. */
	public boolean mayAddTo(@Nullable String application) {
		return this.application == null || this.application.equals(application);
	}

	/** Whether the caller is in no vault of its own, and may name any. */
	public boolean hasAllVaults() {
		return this.vault == null;
	}

	/**
	 * The vault that a request of this caller is about.
	 * @param named the one that the request names, or null
	 * @throws ProblemException {@link ProblemType#VAULT_NOT_FOUND} for another than the
	 * caller's own, whether or not there is such a vault;
	 * {@link ProblemType#INVALID_NAME}
	 */
	public Vault in(@Nullable String named) {
		if (this.vault == null) {
			return (named != null) ? new Vault(named) : Vault.DEFAULT;
		}
		if (named != null && !named.equals(this.vault.name())) {
			throw new ProblemException(ProblemType.VAULT_NOT_FOUND, "There is no such vault.");
		}
		return this.vault;
	}

	@Override
	public String getName() {
		return this.name;
	}

}
