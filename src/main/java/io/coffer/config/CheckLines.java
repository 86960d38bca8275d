package io.coffer.config;

import io.coffer.checks.CheckReport;
import io.coffer.checks.CheckStep;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers a check in lines of JSON: each step as it is taken, and at last the report. */
@Component
class CheckLines {

	private final JsonMapper json;

	CheckLines(JsonMapper json) {
		this.json = json;
	}

	/** Only who names the type gets it: {@code *}{@code /*} means JSON, as everywhere. */
	static boolean areWanted(HttpServletRequest request) {
		return Collections.list(request.getHeaders(HttpHeaders.ACCEPT))
			.stream()
			.anyMatch((accept) -> accept.toLowerCase(Locale.ROOT).contains(MediaType.APPLICATION_NDJSON_VALUE));
	}

	/**
	 * Writes until the end. What keeps the check from beginning comes out before the
	 * first line.
	 * @throws IOException if the client has gone
	 */
	void write(Function<Consumer<CheckStep>, CheckReport> check, HttpServletResponse response) throws IOException {
		try {
			CheckReport report = check.apply((step) -> send(Map.of("step", step), response));
			send(Map.of("result", report), response);
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private void send(Map<String, Object> line, HttpServletResponse response) {
		try {
			if (!response.isCommitted()) {
				response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
				response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			}
			response.getOutputStream().write(this.json.writeValueAsBytes(line));
			response.getOutputStream().write('\n');
			response.flushBuffer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
