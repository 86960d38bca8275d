package io.coffer.vaults;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the vaults.
 *
 * @param items the names of the vaults of this page, {@code default} first of all
 * @param nextCursor asks for the next page; absent at the end
 */
record VaultPage(@ArraySchema(schema = @Schema(example = "team-7")) List<String> items, @Nullable String nextCursor) {
}
