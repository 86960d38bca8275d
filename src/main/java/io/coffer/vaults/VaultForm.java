package io.coffer.vaults;

import io.coffer.retention.RetentionPolicy;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What is to hold for a vault from now on.
 *
 * @param quota the most bytes of all its backups together; if it is left out,
 * {@code coffer.vaults.quota} holds, or no quota where that is not set either
 * @param policy its retention policy, as a whole; if it is left out, the one that it has
 * stays
 * @param disabled whether nobody of that vault gets in; not, if it is left out
 */
@Schema(example = """
		{ "quota": 107374182400, "policy": { "keepLast": 3, "keepDaily": 7 }, "disabled": false }
		""")
record VaultForm(@Min(0) @Nullable Long quota, @Valid @Nullable RetentionPolicy policy, @Nullable Boolean disabled) {

	/** Sets nothing. */
	static final VaultForm EMPTY = new VaultForm(null, null, null);

}
