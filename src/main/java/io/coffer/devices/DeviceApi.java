package io.coffer.devices;

import io.coffer.callers.InVault;
import io.coffer.callers.Vault;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The route of the devices, as the API page shows it. */
@RequestMapping("/devices")
@Tag(name = "Devices")
interface DeviceApi {

	@GetMapping
	@Operation(operationId = "listDevices", summary = "List the devices", description = """
			By name: every device that a backup's name tells of, and every device that has a token. A device is \
			`overdue` when its newest backup is older than `coffer.devices.overdue-after`. One that never made a \
			backup is overdue when its token is older than that. Backups whose names tell of no device are not counted.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "Every device", useReturnTypeSchema = true)
	@Problems(storage = true)
	List<Device> list(@InVault Vault vault);

}
