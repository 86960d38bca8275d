package io.coffer.verification;

import io.coffer.integrity.VerifyLimits;
import io.coffer.problems.ProblemException;
import io.coffer.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a verification in lines of JSON: how far it is, again and again, and at last
 * what was found.
 */
@Component
class VerifyProgressWriter {

	private static final Logger log = LoggerFactory.getLogger(VerifyProgressWriter.class);

	private final VerifyLimits limits;

	private final ProblemWriter problems;

	private final JsonMapper json;

	VerifyProgressWriter(VerifyLimits limits, ProblemWriter problems, JsonMapper json) {
		this.limits = limits;
		this.problems = problems;
		this.json = json;
	}

	/**
	 * Writes until the end.
	 * @throws IOException if the client has gone
	 * @throws ProblemException what goes wrong before the first line; later it is the
	 * last line
	 */
	void write(Verification verification, HttpServletRequest request, HttpServletResponse response) throws IOException {
		boolean ended = false;
		while (!ended) {
			try {
				Optional<VerifyReport> report = verification.await(this.limits.progressEvery());
				ended = report.isPresent();
				if (ended) {
					send(Map.of("result", report.get()), response);
				}
				else if (verification.progress().isPresent()) {
					send(Map.of("progress", verification.progress().get()), response);
				}
			}
			catch (ProblemException ex) {
				if (!response.isCommitted()) {
					throw ex;
				}
				log.warn("A verification ended with {}", ex.type().code(), ex);
				send(Map.of("problem", this.problems.document(ex, request)), response);
				ended = true;
			}
		}
	}

	private void send(Map<String, Object> line, HttpServletResponse response) throws IOException {
		if (!response.isCommitted()) {
			response.setContentType(VerifyApi.LINES);
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		}
		response.getOutputStream().write(this.json.writeValueAsBytes(line));
		response.getOutputStream().write('\n');
		response.flushBuffer();
	}

}
