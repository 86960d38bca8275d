package io.coffer.s3door;

import io.coffer.problems.ProblemException;
import io.coffer.server.FurtherPort;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses clients that mistake the answer to {@code Expect: 100-continue} once their body
 * begins, which they send after a second: botocore takes a status line without a reason
 * phrase, as Tomcat writes it, for no answer at all while it waits.
 */
final class AwaitedBody extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (ProblemException ex) {
			if (isMistaken(request)) {
				awaitFirstByte(request);
			}
			throw ex;
		}
	}

	private static boolean isMistaken(HttpServletRequest request) {
		return request.getHeader("Expect") != null
				&& request.getAttribute(FurtherPort.class.getName()) instanceof FurtherPort port
				&& port.mistakesContinue(String.valueOf(request.getHeader("User-Agent")));
	}

	private void awaitFirstByte(HttpServletRequest request) {
		try {
			request.getInputStream().read();
		}
		catch (IOException | RuntimeException ex) {
			this.logger.debug("The body does not come", ex);
		}
	}

}
