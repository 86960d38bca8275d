package io.coffer.vaults;

import io.coffer.callers.Caller;
import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The routes of vaults, as the API page shows them. */
@RequestMapping("/vaults")
@Tag(name = "Vaults", description = "Whose backups are kept apart")
interface VaultApi {

	String NAME = "The vault's name: 3 to 63 of `a-z`, `0-9` and hyphens, neither first nor last";

	@GetMapping
	@Operation(operationId = "listVaults", summary = "List the vaults", description = """
			One page of names, `default` first. The next page takes `nextCursor` as `cursor`; the last page has none. \
			Listed are vaults that have a folder in the bucket and vaults of which something is set. A vault for which \
			only tokens were made is not; one that was deleted is, where the bucket lets no object be deleted.

			Takes an operator's token that has all vaults.""")
	@ApiResponse(responseCode = "200", description = "A page of the names", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.INVALID_CURSOR,
			ProblemType.BUSY }, storage = true)
	VaultPage list(
			@Parameter(description = "The most names in the page") @RequestParam(
					defaultValue = "50") @Min(1) @Max(1000) int limit,
			@Parameter(description = "`nextCursor` of the page before") @RequestParam(
					required = false) @Nullable String cursor);

	@GetMapping("/{vault}")
	@Operation(operationId = "showVault", summary = "Show a vault", description = """
			What it holds, by one listing of it, and what is set of it. An operator of one vault sees that one alone.

			Takes an operator's token.""")
	@ApiResponse(responseCode = "200", description = "The vault", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.VAULT_NOT_FOUND,
			ProblemType.BUSY }, storage = true)
	VaultView get(@Parameter(description = NAME, example = "team-7") @PathVariable String vault,
			@Parameter(hidden = true) @AuthenticationPrincipal Caller caller);

	@PutMapping("/{vault}")
	@Operation(operationId = "setVault", summary = "Make or change a vault",
			description = """
					Replaces quota and `disabled` as a whole: what is left out is no longer set. The policy stays unless one is \
					given, and is the same as that of `PUT /retention`. Making a vault first is not needed: it comes into being \
					with its first upload.

					While a vault is `disabled`, whoever has a token or a login for it is refused with 403 `vault-disabled`, and \
					what is under way with them ends: at once, and within seconds in other replicas. Tokens that have all vaults \
					go on. What was disabled and is no longer has its tokens again.

					Takes the admin token.""")
	@ApiResponse(responseCode = "200", description = "The vault", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.INVALID_NAME,
			ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.RETENTION_MANAGED, ProblemType.DATA_DIRECTORY_FAILED,
			ProblemType.STORAGE_FULL, ProblemType.BUSY }, storage = true)
	VaultView put(@Parameter(description = NAME, example = "team-7") @PathVariable String vault,
			@Valid @RequestBody(required = false) @Nullable VaultForm form,
			@Parameter(hidden = true) @AuthenticationPrincipal Caller caller);

	@DeleteMapping("/{vault}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(operationId = "deleteVault", summary = "Delete an empty vault", description = """
			Ends its tokens and forgets its quota, its policy and whether it is disabled. Only a vault that holds \
			nothing at all can be deleted, and never `default`. A login or a configured token for it goes on: its next \
			upload makes the vault anew.

			Takes the admin token.""")
	@ApiResponse(responseCode = "204", description = "The vault is gone")
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.VAULT_NOT_FOUND,
			ProblemType.VAULT_NOT_EMPTY, ProblemType.DEFAULT_VAULT, ProblemType.DATA_DIRECTORY_FAILED,
			ProblemType.STORAGE_FULL, ProblemType.BUSY }, storage = true)
	void delete(@Parameter(description = NAME, example = "team-7") @PathVariable String vault,
			@Parameter(hidden = true) @AuthenticationPrincipal Caller caller);

}
