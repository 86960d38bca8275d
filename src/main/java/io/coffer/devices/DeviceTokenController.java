package io.coffer.devices;

import io.coffer.security.DeviceName;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tokens of devices over HTTP: for the admin alone. */
@RestController
@RequestMapping("/devices/{name}/token")
@Tag(name = "Devices", description = "Who backs up, and with which token")
class DeviceTokenController {

	private final DeviceTokens tokens;

	DeviceTokenController(DeviceTokens tokens) {
		this.tokens = tokens;
	}

	@PostMapping
	@Operation(summary = "Make a device's token",
			description = "The answer shows the token this once: Coffer keeps only its hash. With it the device adds "
					+ "backups under its own name and reads all of them. An earlier token of the device ends at once.")
	@ApiResponse(responseCode = "201", description = "The new token")
	ResponseEntity<DeviceToken> issue(@Parameter(
			description = "1 to 64 bytes of letters, digits, single inner spaces and `._-()+@`; not `.` or `-` at the "
					+ "start, not `.` at the end. Upper and lower case differ.",
			example = "laptop-2") @PathVariable String name) {
		DeviceToken token = this.tokens.issue(DeviceName.of(name));
		return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(token);
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Revoke a device's token", description = "The token ends at once; the device's backups stay.")
	@ApiResponse(responseCode = "204", description = "The token no longer works")
	void revoke(@Parameter(description = "The device's name", example = "laptop-2") @PathVariable String name) {
		this.tokens.revoke(DeviceName.of(name));
	}

}
