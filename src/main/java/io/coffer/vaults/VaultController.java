package io.coffer.vaults;

import io.coffer.callers.Caller;
import io.coffer.callers.Vault;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Vaults over HTTP. */
@RestController
class VaultController implements VaultApi {

	private final VaultNames names;

	private final VaultService vaults;

	VaultController(VaultNames names, VaultService vaults) {
		this.names = names;
		this.vaults = vaults;
	}

	@Override
	public VaultPage list(int limit, @Nullable String cursor) {
		return this.names.page(limit, cursor);
	}

	@Override
	public VaultView get(String vault, Caller caller) {
		Vault named = caller.in(vault);
		return caller.hasAllVaults() ? this.vaults.find(named) : this.vaults.show(named);
	}

	@Override
	public VaultView put(String vault, @Nullable VaultForm form, Caller caller) {
		return this.vaults.replace(caller.in(vault), Objects.requireNonNullElse(form, VaultForm.EMPTY));
	}

	@Override
	public void delete(String vault, Caller caller) {
		this.vaults.delete(caller.in(vault));
	}

}
