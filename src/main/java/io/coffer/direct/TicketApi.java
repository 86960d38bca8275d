package io.coffer.direct;

import io.coffer.callers.Caller;
import io.coffer.callers.InVault;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The route of tickets, as the API page shows it. */
@Tag(name = "Straight uploads")
interface TicketApi {

	@PostMapping("/uploads/tickets")
	@Operation(operationId = "makeTicket", summary = "Make a ticket", description = """
			A ticket stands in the path of straight uploads, for programs that can send no header. It adds archives \
			of one device and application to one vault and does nothing else, for an hour at most. It ends with the \
			token that it was made with.

			Takes a device's token, which makes tickets for that device only.""")
	@ApiResponse(responseCode = "201", description = "The ticket", useReturnTypeSchema = true)
	@Problems({ ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.INVALID_NAME,
			ProblemType.FOREIGN_DEVICE, ProblemType.DATA_DIRECTORY_FAILED })
	ResponseEntity<NewTicket> issue(@Valid @RequestBody(required = false) @Nullable TicketForm form,
			@Parameter(hidden = true) Authentication authentication, HttpServletRequest request,
			@AuthenticationPrincipal Caller caller, @InVault Vault vault);

}
