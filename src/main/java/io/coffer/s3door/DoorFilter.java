package io.coffer.s3door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers every request of the port: no route of the other one is behind it. */
final class DoorFilter extends OncePerRequestFilter {

	private final S3Operations operations;

	DoorFilter(S3Operations operations) {
		this.operations = operations;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		DoorRequest signed = (DoorRequest) request.getAttribute(DoorRequest.class.getName());
		response.setHeader("x-amz-request-id", String.valueOf(response.getHeader("X-Request-Id")));
		this.operations.answer(signed, response);
	}

}
