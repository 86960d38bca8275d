package io.coffer.backups;

import io.coffer.callers.Caller;
import io.coffer.callers.InVault;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The routes that find, restore and delete backups, as the API page shows them. */
@RequestMapping("/backups")
@Tag(name = "Backups", description = "The archives: list, restore, delete")
interface BackupApi {

	/** How long the URL of a restore works where the client does not say. */
	String LIFETIME = "PT15M";

	@GetMapping
	@Operation(operationId = "listBackups", summary = "List the backups", description = """
			One page, newest first. The next page takes `nextCursor` as `cursor`, with the same filters and order; \
			the last page has none. `total` and `totalSize` count the whole list.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "A page of the list",
			content = @Content(schema = @Schema(implementation = BackupPage.class),
					examples = @ExampleObject(BackupExamples.PAGE)))
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.INVALID_CURSOR },
			storage = true)
	BackupPage list(
			@Parameter(description = "The most backups in the page") @RequestParam(
					defaultValue = "50") @Min(1) @Max(1000) int limit,
			@Parameter(description = "`nextCursor` of the page before") @RequestParam(
					required = false) @Nullable String cursor,
			@Parameter(description = "Only backups of this device, such as `laptop-2`") @RequestParam(
					required = false) @Nullable String device,
			@Parameter(description = "Only backups whose key contains this text, in upper or lower case") @RequestParam(
					required = false) @Nullable String q,
			@Parameter(description = "The order") @RequestParam(defaultValue = "newest") BackupSort sort,
			@InVault Vault vault);

	@GetMapping("/latest")
	@Operation(operationId = "showLatestBackup", summary = "Show the newest backup", description = """
			To ask before an upload whether there is something new, or on another computer what to restore.

			Takes a device's token.""",
			parameters = @Parameter(in = ParameterIn.HEADER, name = "If-None-Match",
					description = "The `ETag` that is known already", schema = @Schema(type = "string")))
	@ApiResponse(responseCode = "200", description = "The newest backup", useReturnTypeSchema = true,
			headers = @Header(name = "ETag", description = "Changes with the backup",
					schema = @Schema(type = "string")))
	@ApiResponse(responseCode = "304", description = "Still the one of `If-None-Match`", content = @Content)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.BACKUP_NOT_FOUND }, storage = true)
	ResponseEntity<Backup> latest(
			@Parameter(description = "Of this device only, such as `laptop-2`") @RequestParam(
					required = false) @Nullable String device,
			@Parameter(description = "Of any device but this, such as `desktop-42`") @RequestParam(
					required = false) @Nullable String exceptDevice,
			@InVault Vault vault);

	@GetMapping("/{key}")
	@Operation(operationId = "showBackup", summary = "Show a backup", description = "Takes a device's token.",
			parameters = @Parameter(in = ParameterIn.HEADER, name = "If-None-Match",
					description = "The `ETag` that is known already", schema = @Schema(type = "string")))
	@ApiResponse(responseCode = "200", description = "The backup", useReturnTypeSchema = true,
			headers = @Header(name = "ETag", description = "Changes with the backup",
					schema = @Schema(type = "string")))
	@ApiResponse(responseCode = "304", description = "Still the one of `If-None-Match`", content = @Content)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.BACKUP_NOT_FOUND },
			storage = true)
	ResponseEntity<Backup> get(@BackupKey @PathVariable String key, @InVault Vault vault);

	@RequestMapping(path = "/{key}", method = RequestMethod.HEAD)
	@Operation(operationId = "findBackup", summary = "Ask whether a backup is there",
			description = "The headers of `GET`, without a body. Takes a device's token.",
			parameters = @Parameter(in = ParameterIn.HEADER, name = "If-None-Match",
					description = "The `ETag` that is known already", schema = @Schema(type = "string")))
	@ApiResponse(responseCode = "200", description = "It is there", content = @Content,
			headers = @Header(name = "ETag", description = "Changes with the backup",
					schema = @Schema(type = "string")))
	@ApiResponse(responseCode = "304", description = "Still the one of `If-None-Match`", content = @Content)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.BACKUP_NOT_FOUND },
			storage = true)
	default ResponseEntity<Backup> find(@BackupKey @PathVariable String key, @InVault Vault vault) {
		return get(key, vault);
	}

	@PostMapping("/{key}/restore")
	@Operation(operationId = "restoreBackup", summary = "Restore a backup", description = """
			Gives a presigned URL that downloads the archive from the store without a token, with any HTTP client. \
			Whoever knows the URL can use it until it expires.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "How to download the archive", useReturnTypeSchema = true,
			headers = @Header(name = "Cache-Control", description = "`no-store`", schema = @Schema(type = "string")))
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.INVALID_NAME,
			ProblemType.BACKUP_NOT_FOUND, ProblemType.ARCHIVED }, storage = true)
	ResponseEntity<RestoreLink> restore(@BackupKey @PathVariable String key,
			@Parameter(
					description = "How long the URL works, as an ISO 8601 duration: at most `PT1H` for a device's "
							+ "token, `P7D` for an operator's",
					schema = @Schema(implementation = String.class, format = "duration",
							defaultValue = LIFETIME)) @RequestParam(defaultValue = LIFETIME) Duration expiresIn,
			@AuthenticationPrincipal Caller caller, @InVault Vault vault);

	@DeleteMapping("/{key}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(operationId = "deleteBackup", summary = "Delete a backup", description = """
			For good. Deleting what is gone already succeeds too.

			Takes an operator's token.""")
	@ApiResponse(responseCode = "204", description = "The backup is gone")
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME }, storage = true)
	void delete(@BackupKey @PathVariable String key, @InVault Vault vault);

	@PostMapping("/delete")
	@Operation(operationId = "deleteBackups", summary = "Delete several backups", description = """
			For good, one after the other. A key that fails does not keep the others: `failed` says why. A key \
			that is gone already counts as deleted, and one that is given twice is deleted once.

			Once the storage does not answer or refuses Coffer altogether, or after two minutes, the rest is not tried \
			and has failed for that reason.

			Takes an operator's token.""")
	@ApiResponse(responseCode = "200", description = "What became of each key", useReturnTypeSchema = true)
	@Problems({ ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UNSUPPORTED_MEDIA_TYPE,
			ProblemType.NOT_CONFIGURED })
	DeletedBackups deleteMany(@RequestBody @Valid BackupKeys keys, @InVault Vault vault);

	/**
	 * Backups that something shall happen to.
	 *
	 * @param keys the keys of 1 to 1000 backups; what is not valid is refused before it
	 * is read
	 */
	record BackupKeys(@ArraySchema(arraySchema = @Schema(description = "The keys of 1 to 1000 backups"),
			schema = @Schema(example = BackupExamples.KEY)) @NotEmpty(message = "needs 1 to 1000 keys") @Size(
					max = MOST,
					message = "needs 1 to 1000 keys") List<@NotNull(message = "must be a key") String> keys) {

		private static final int MOST = 1000;

	}

}
