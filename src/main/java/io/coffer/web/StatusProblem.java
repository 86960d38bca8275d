package io.coffer.web;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;

/** What a bare HTTP status means, where nothing but the status is known. */
public final class StatusProblem {

	private StatusProblem() {
	}

	/**
	 * The problem of that status. What has no problem of its own is the client's
	 * malformed request below 500 and for the syntax statuses 501 and 505, else our
	 * failure.
	 */
	public static ProblemException of(int status) {
		return switch (status) {
			case 401 -> new ProblemException(ProblemType.UNAUTHENTICATED, "The request carries no valid token.")
				.hint("Send the header Authorization: Bearer <token>.");
			case 403 -> new ProblemException(ProblemType.FORBIDDEN, "The token does not allow this request.")
				.hint("Use a token of a role that may; the admin token may do everything.");
			case 404 -> new ProblemException(ProblemType.NOT_FOUND, "No route of Coffer has this path.")
				.hint("The API page at /swagger-ui.html lists every route.");
			case 405 -> new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "This path does not take that method.")
				.hint("The Allow header lists the methods it takes.");
			case 406 ->
				new ProblemException(ProblemType.NOT_ACCEPTABLE, "The route answers none of the types asked for.")
					.hint("Ask for application/json.");
			case 408 -> new ProblemException(ProblemType.TOO_SLOW, "The client sent nothing for too long.");
			case 413 -> new ProblemException(ProblemType.TOO_LARGE, "The body is larger than the route accepts.");
			case 415 -> new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The route does not read this type.")
				.hint("Send application/json, or what the API page names.");
			case 503 -> new ProblemException(ProblemType.BUSY, "Coffer cannot take the request now.");
			case 501, 505 -> malformed();
			default -> (status < 500) ? malformed() : new ProblemException(ProblemType.INTERNAL_ERROR,
					"The failure is in Coffer's log under the request id.");
		};
	}

	/** A request that breaks a rule of HTTP or of URIs. */
	static ProblemException malformed() {
		return new ProblemException(ProblemType.INVALID_REQUEST,
				"The request line, a header or the body breaks a rule of HTTP.")
			.hint("A path holds no backslash, no empty segment, no ';' and none of %2F, %5C, %00; request line and headers together have at most 8 KiB.");
	}

}
