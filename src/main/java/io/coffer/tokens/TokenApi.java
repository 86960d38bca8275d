package io.coffer.tokens;

import io.coffer.callers.InVault;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The routes of tokens, as the API page shows them. */
interface TokenApi {

	String NAME = "1 to 64 bytes of letters, digits, single inner spaces and `._-()+@`; not `.` or `-` at the "
			+ "start, not `.` at the end. Upper and lower case differ.";

	String EXPIRES_IN = "After which time the token ends by itself, as an ISO 8601 duration from `PT1S` to `P3660D`; "
			+ "never, if it is left out";

	@PostMapping("/devices/{name}/token")
	@Tag(name = "Devices", description = "Who backs up, and with which token")
	@Operation(operationId = "makeDeviceToken", summary = "Make a device's token",
			description = """
					The answer shows the token this once, and the key pair that goes with it for programs that know nothing but S3. With it the device adds backups under its own name and reads all \
					of them. An earlier token of the device ends: at once, and within seconds in other replicas.

					Takes an operator's token.""")
	@ApiResponse(responseCode = "201", description = "The new token", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.INVALID_NAME,
			ProblemType.DEVICE_MANAGED, ProblemType.DATA_DIRECTORY_FAILED, ProblemType.STORAGE_FULL, ProblemType.BUSY },
			storage = true)
	ResponseEntity<NewToken> issueDeviceToken(
			@Parameter(description = NAME, example = "laptop-2") @PathVariable String name,
			@Parameter(description = EXPIRES_IN,
					schema = @Schema(type = "string", format = "duration", example = "P90D")) @RequestParam(
							required = false) @Nullable Duration expiresIn,
			HttpServletRequest request, @InVault Vault vault);

	@DeleteMapping("/devices/{name}/token")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Tag(name = "Devices")
	@Operation(operationId = "revokeDeviceToken", summary = "Revoke a device's token", description = """
			The token ends at once, and within seconds in other replicas; the device's backups stay. Where the \
			bucket cannot remember it, the token has ended in this replica all the same: repeat the call.

			Takes an operator's token.""")
	@ApiResponse(responseCode = "204", description = "The token no longer works")
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.DEVICE_MANAGED,
			ProblemType.DEVICE_NOT_FOUND, ProblemType.DATA_DIRECTORY_FAILED, ProblemType.STORAGE_FULL,
			ProblemType.BUSY }, storage = true)
	void revokeDeviceToken(
			@Parameter(description = "The device's name", example = "laptop-2") @PathVariable String name,
			@InVault Vault vault);

	@GetMapping("/operators")
	@Tag(name = "Operators", description = "Who looks after the backups, and with which token")
	@Operation(operationId = "listOperators", summary = "List the operators", description = """
			Every operator that has a token, by name.

			Takes the admin token.""")
	@ApiResponse(responseCode = "200", description = "Every operator", useReturnTypeSchema = true)
	@Problems(storage = true)
	List<Operator> operators(@InVault Vault vault);

	@PostMapping("/operators/{name}/token")
	@Tag(name = "Operators")
	@Operation(operationId = "makeOperatorToken", summary = "Make an operator's token",
			description = """
					The answer shows the token this once, and the key pair that goes with it for programs that know nothing but S3. With it an operator verifies and deletes backups and applies \
					retention. An earlier token of that operator ends: at once, and within seconds in other replicas.

					Takes the admin token.""")
	@ApiResponse(responseCode = "201", description = "The new token", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.INVALID_NAME,
			ProblemType.OPERATOR_MANAGED, ProblemType.DATA_DIRECTORY_FAILED, ProblemType.STORAGE_FULL,
			ProblemType.BUSY }, storage = true)
	ResponseEntity<NewToken> issueOperatorToken(
			@Parameter(description = NAME, example = "night-shift") @PathVariable String name,
			@Parameter(description = EXPIRES_IN,
					schema = @Schema(type = "string", format = "duration", example = "P90D")) @RequestParam(
							required = false) @Nullable Duration expiresIn,
			HttpServletRequest request, @InVault Vault vault);

	@DeleteMapping("/operators/{name}/token")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Tag(name = "Operators")
	@Operation(operationId = "revokeOperatorToken", summary = "Revoke an operator's token", description = """
			The token ends at once, and within seconds in other replicas. Where the bucket cannot remember it, the \
			token has ended in this replica all the same: repeat the call.

			Takes the admin token.""")
	@ApiResponse(responseCode = "204", description = "The token no longer works")
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.OPERATOR_MANAGED,
			ProblemType.OPERATOR_NOT_FOUND, ProblemType.DATA_DIRECTORY_FAILED, ProblemType.STORAGE_FULL,
			ProblemType.BUSY }, storage = true)
	void revokeOperatorToken(
			@Parameter(description = "The operator's name", example = "night-shift") @PathVariable String name,
			@InVault Vault vault);

}
