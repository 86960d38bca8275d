package io.coffer.console;

import io.coffer.callers.Caller;
import io.coffer.callers.Vault;
import io.coffer.problems.KebabCase;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whose token a request carries, and what it may do.
 *
 * @param name the token's name; that of a device is the device's
 * @param role {@code device}, {@code operator} or {@code admin}
 * @param vault the one vault that the token is for; absent if it has all of them
 * @param anyDevice whether backups may be added under every device's name
 */
record Identity(@Schema(example = "laptop-2") String name, @Schema(example = "device") String role,
		@Schema(example = "default") @Nullable String vault, @Schema(example = "false") boolean anyDevice) {

	static Identity of(Caller caller) {
		Vault vault = caller.vault();
		return new Identity(caller.name(), KebabCase.of(caller.role()), (vault != null) ? vault.name() : null,
				caller.anyDevice());
	}

}
