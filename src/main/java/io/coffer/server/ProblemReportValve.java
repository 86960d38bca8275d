package io.coffer.server;

import io.coffer.web.ProblemWriter;
import io.coffer.web.StatusProblem;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Tomcat refuses before any application code runs, such as a malformed
 * request line, in place of Tomcat's HTML.
 */
class ProblemReportValve extends ErrorReportValve {

	private final ProblemWriter problems;

	ProblemReportValve(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		boolean refused = response.getStatus() >= 400 && response.getContentWritten() == 0;
		if (!refused || !response.setErrorReported() || !canBeWritten(response)) {
			return;
		}
		this.problems.write(StatusProblem.of(response.getStatus()), request, response);
		try {
			response.finishResponse();
		}
		catch (IOException ex) {
			this.container.getLogger().debug("The client left before it could be told", ex);
		}
	}

	private static boolean canBeWritten(Response response) {
		AtomicBoolean allowed = new AtomicBoolean();
		response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
		return allowed.get();
	}

}
