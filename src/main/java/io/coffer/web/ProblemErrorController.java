package io.coffer.web;

import io.coffer.problems.ProblemException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Answers what was refused by status alone ({@code sendError}), in place of Boot's page.
 */
@Controller
class ProblemErrorController implements ErrorController {

	private final ProblemWriter problems;

	ProblemErrorController(ProblemWriter problems) {
		this.problems = problems;
	}

	@RequestMapping("${spring.web.error.path:${error.path:/error}}")
	void answer(HttpServletRequest request, HttpServletResponse response) {
		ProblemException unwritten = ProblemWriter.unwritten(request);
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		ProblemException problem = StatusProblem.of((status instanceof Integer code) ? code : 404);
		this.problems.write((unwritten != null) ? unwritten : problem, request, response);
	}

}
