package io.coffer.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Answers what Spring Security's firewall rejects, such as {@code ;} in a path. */
@Component
class ProblemRejectedHandler implements RequestRejectedHandler {

	private final ProblemWriter problems;

	ProblemRejectedHandler(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejection) {
		this.problems.write(StatusProblem.malformed(), request, response);
	}

}
