package io.coffer.devices;

import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The routes of device tokens, as the API page shows them. */
@RequestMapping("/devices/{name}/token")
@Tag(name = "Devices", description = "Who backs up, and with which token")
interface DeviceTokenApi {

	@PostMapping
	@Operation(operationId = "makeDeviceToken", summary = "Make a device's token", description = """
			The answer shows the token this once: Coffer keeps only its hash. With it the device adds backups \
			under its own name and reads all of them. An earlier token of the device ends at once.

			Takes the admin token.""")
	@ApiResponse(responseCode = "201", description = "The new token", useReturnTypeSchema = true)
	@Problems({ ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.DEVICE_MANAGED,
			ProblemType.DATA_DIRECTORY_FAILED })
	ResponseEntity<DeviceToken> issue(@Parameter(
			description = "1 to 64 bytes of letters, digits, single inner spaces and `._-()+@`; not `.` or `-` at the "
					+ "start, not `.` at the end. Upper and lower case differ.",
			example = "laptop-2") @PathVariable String name);

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(operationId = "revokeDeviceToken", summary = "Revoke a device's token", description = """
			The token ends at once; the device's backups stay.

			Takes the admin token.""")
	@ApiResponse(responseCode = "204", description = "The token no longer works")
	@Problems({ ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.DEVICE_MANAGED,
			ProblemType.DEVICE_NOT_FOUND, ProblemType.DATA_DIRECTORY_FAILED })
	void revoke(@Parameter(description = "The device's name", example = "laptop-2") @PathVariable String name);

}
