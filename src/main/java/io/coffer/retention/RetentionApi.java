package io.coffer.retention;

import io.coffer.callers.InVault;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The routes of retention, as the API page shows them. */
@RequestMapping("/retention")
@Tag(name = "Retention", description = "Which backups stay, and why")
interface RetentionApi {

	String FORCE = "`true` lets those go too whose name and store tell times that are more than 48 hours apart";

	@GetMapping
	@Operation(operationId = "showRetention", summary = "Show the policy", description = """
			The policy in force. Without any rule, everything stays.

			Takes an operator's token.""")
	@ApiResponse(responseCode = "200", description = "The policy in force", useReturnTypeSchema = true)
	@Problems(ProblemType.NOT_CONFIGURED)
	RetentionView get(@InVault Vault vault);

	@PutMapping
	@Operation(operationId = "setRetention", summary = "Set the policy", description = """
			Replaces the policy as a whole; `{}` turns retention off. Nothing is removed by this: from now on the \
			policy is applied to the application and device of each new backup, and to all by `POST /retention/apply`. \
			Try it first with `POST /retention/preview`.

			Takes the admin token.""")
	@ApiResponse(responseCode = "200", description = "The policy in force", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UNSUPPORTED_MEDIA_TYPE,
			ProblemType.RETENTION_MANAGED, ProblemType.DATA_DIRECTORY_FAILED, ProblemType.STORAGE_FULL,
			ProblemType.BUSY }, storage = true)
	RetentionView put(@Valid @RequestBody RetentionPolicy policy, @InVault Vault vault);

	@PostMapping("/preview")
	@Operation(operationId = "previewRetention", summary = "See what would go", description = """
			What the policy in the body, or the one in force if there is no body, keeps and removes, and why. \
			Deletes nothing.

			Takes an operator's token.""")
	@ApiResponse(responseCode = "200", description = "What stays and what would go", useReturnTypeSchema = true)
	@Problems(
			value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UNSUPPORTED_MEDIA_TYPE },
			storage = true)
	RetentionPreview preview(@Valid @RequestBody(required = false) @Nullable RetentionPolicy policy,
			@Parameter(description = FORCE) @RequestParam(defaultValue = "false") boolean force, @InVault Vault vault);

	@PostMapping("/apply")
	@Operation(operationId = "applyRetention", summary = "Remove what need not stay", description = """
			Applies the policy in force to all backups, now. What could not be deleted is reported with the code of \
			the problem, and is tried again the next time. Waits up to 30 seconds for an apply that goes on already. \
			Takes no policy: a body that has one is refused. Once the policy changes, what is not gone yet stays.

			Takes an operator's token.""")
	@ApiResponse(responseCode = "200", description = "What is gone and what failed", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UNSUPPORTED_MEDIA_TYPE,
			ProblemType.BUSY }, storage = true)
	RetentionReport apply(@Parameter(hidden = true) @RequestBody(required = false) @Nullable RetentionPolicy policy,
			@Parameter(description = FORCE) @RequestParam(defaultValue = "false") boolean force, @InVault Vault vault);

}
