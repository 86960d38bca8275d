package io.coffer.console;

import io.coffer.callers.Caller;
import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The routes of whoever signs in, as the API page shows them. */
@Tag(name = "Session", description = "Who is signed in")
interface SessionApi {

	@GetMapping("/me")
	@Operation(operationId = "showIdentity", summary = "Show whose token this is", description = """
			The name, the role and the vault of the token that the request carries: what a front end shows depends on \
			them.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "Who asks", useReturnTypeSchema = true)
	@Problems
	Identity me(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller);

	@PostMapping("/sign-in")
	@SecurityRequirements
	@Operation(operationId = "signIn", summary = "Sign in with the code of the start", description = """
			The log of Coffer's start shows a URL with a code, which is good for some minutes and once. The token in \
			the answer may do what the admin token may, and ends by itself. A code that is wrong, was used or is too \
			old is `unauthenticated`.

			Takes no token.""")
	@ApiResponse(responseCode = "200", description = "The session", useReturnTypeSchema = true)
	@Problems({ ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UNSUPPORTED_MEDIA_TYPE,
			ProblemType.UNAUTHENTICATED, ProblemType.DATA_DIRECTORY_FAILED })
	ResponseEntity<SignedIn> signIn(@Valid @RequestBody SignInForm form);

}
