package io.coffer.server;

import io.coffer.web.ProblemFormat;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A port beside the main one, in the same server and within the same bounds, for clients
 * that speak another language over HTTP.
 */
public interface FurtherPort {

	/** Which one, or 0 for any that is free. */
	int port();

	/**
	 * Whether the start fails where the port is taken. Else it stays closed, with a line
	 * in the log.
	 */
	boolean isRequired();

	/** How failures are told there. */
	ProblemFormat problems();

	/**
	 * Whether that client takes Tomcat's {@code 100 Continue}, which has no reason
	 * phrase, for the answer. It is sent none then, and sends its body all the same.
	 */
	boolean mistakesContinue(String userAgent);

	/** It is open from now on, as that port. */
	void opened(int port);

	/** Whether a request came in there. */
	static boolean isOf(HttpServletRequest request) {
		return request.getAttribute(FurtherPort.class.getName()) != null;
	}

}
