package io.coffer.devices;

import io.coffer.callers.InVault;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The route of the devices, as the API page shows it. */
@RequestMapping("/devices")
@Tag(name = "Devices")
interface DeviceApi {

	@GetMapping
	@Operation(operationId = "listDevices", summary = "List the devices", description = """
			By name: every device that a backup's name tells of, and every device that has a token. A device is \
			`overdue` when its newest backup is older than `coffer.devices.overdue-after`. One that never made a \
			backup is overdue when its token is older than that. Backups whose names tell of no device are not counted.

			With `days` each device also has the dates, among the last so many, on which it has stored a backup: what \
			a calendar or a strip of days needs.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "Every device", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED }, storage = true)
	List<Device> list(@InVault Vault vault,
			@Parameter(
					description = "How many days to look back, today included; none, if it is left out") @RequestParam(
							required = false) @Min(1) @Max(RecentDays.MOST) @Nullable Integer days,
			@Parameter(description = "Where a day begins and ends, as an IANA time zone",
					schema = @Schema(type = "string", example = "America/Sao_Paulo")) @RequestParam(
							defaultValue = "UTC") ZoneId zone);

}
