package io.coffer.web;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.web.ProblemFormat.Document;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a request with a problem document (RFC 9457). Every refusal leaves Coffer
 * through here, whether a controller, a filter or Tomcat refused.
 */
@Component
public final class ProblemWriter {

	private static final Logger log = LoggerFactory.getLogger(ProblemWriter.class);

	private static final String UNWRITTEN = ProblemWriter.class.getName() + ".unwritten";

	private static final List<String> HEADERS_OF_THE_BODY = List.of(HttpHeaders.CONTENT_ENCODING,
			HttpHeaders.CONTENT_DISPOSITION, HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED);

	/** Where upload widgets ask, which show their users the member {@code message}. */
	private static final String UPLOADS = "/uploads/";

	private final JsonMapper json;

	/** A writer of documents in the JSON of that mapper. */
	public ProblemWriter(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Makes the problem the answer: {@code application/problem+json} whatever the client
	 * accepts, or in the {@link ProblemFormat} of the request, never cached. The property
	 * {@code retryAfter}, in seconds, is also the header {@code Retry-After} (RFC 9110
	 * section 10.2.3), and a 401 names the scheme that it wants (RFC 6750 section 3). A
	 * response that is already committed stays as it is.
	 */
	public void write(ProblemException problem, HttpServletRequest request, HttpServletResponse response) {
		if (response.isCommitted()) {
			request.setAttribute(UNWRITTEN, problem);
			return;
		}
		String requestId = RequestId.of(request);
		Document document = (request.getAttribute(ProblemFormat.ATTRIBUTE) instanceof ProblemFormat format)
				? format.document(problem, request) : json(problem, request);
		response.resetBuffer();
		HEADERS_OF_THE_BODY.forEach((name) -> response.setHeader(name, null));
		response.setStatus(document.status());
		response.setHeader(RequestId.HEADER, requestId);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		// It shows the path as it was sent, and may leave before the security headers are
		// set
		response.setHeader("X-Content-Type-Options", "nosniff");
		if (problem.properties().get("retryAfter") instanceof Number seconds) {
			response.setHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
		}
		if (document.status() == HttpServletResponse.SC_UNAUTHORIZED
				&& !response.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		response.setContentType(document.mediaType());
		byte[] content = document.content().getBytes(StandardCharsets.UTF_8);
		response.setContentLength(content.length);
		try {
			response.getOutputStream().write(content);
		}
		catch (IOException ex) {
			log.debug("The client left before it could be told {}", problem.type().code());
		}
	}

	private Document json(ProblemException problem, HttpServletRequest request) {
		return new Document(problem.type().status(), MediaType.APPLICATION_PROBLEM_JSON_VALUE,
				this.json.writeValueAsString(document(problem, request)));
	}

	/**
	 * The members of the problem's document, for an answer that has begun and can only
	 * end with it.
	 */
	public Map<String, Object> document(ProblemException problem, HttpServletRequest request) {
		return document(problem, instance(request), RequestId.of(request));
	}

	/** The document of a request that never became one, with that id. */
	public byte[] document(ProblemException problem, String requestId) {
		return this.json.writeValueAsBytes(document(problem, null, requestId));
	}

	/**
	 * The document in its order: the members of RFC 9457 section 3.1, then ours, then
	 * those of this occurrence, which never replace one before them. Spring's
	 * ProblemDetail is written in the order of the alphabet.
	 */
	static Map<String, Object> document(ProblemException problem, @Nullable String instance, String requestId) {
		ProblemType type = problem.type();
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("type", "urn:coffer:problem:" + type.code());
		members.put("title", type.title());
		members.put("status", type.status());
		members.put("detail", problem.detail());
		if (instance != null) {
			members.put("instance", instance);
		}
		members.put("code", type.code());
		String hint = problem.hint();
		if (hint != null) {
			members.put("hint", hint);
		}
		members.put("requestId", requestId);
		if (instance != null && instance.contains(UPLOADS)) {
			members.put("message", (hint != null) ? problem.detail() + " " + hint : problem.detail());
		}
		problem.properties().forEach(members::putIfAbsent);
		return members;
	}

	/**
	 * The problem that could not be written because Tomcat had closed the response to
	 * answer on its own, which it does when the body cannot be read.
	 */
	static @Nullable ProblemException unwritten(HttpServletRequest request) {
		return (ProblemException) request.getAttribute(UNWRITTEN);
	}

	/** The path as it was sent, where it is a URI reference at all. */
	private static @Nullable String instance(HttpServletRequest request) {
		boolean dispatched = request.getDispatcherType() == DispatcherType.ERROR;
		Object path = dispatched ? request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) : request.getRequestURI();
		try {
			return (path != null) ? URI.create(path.toString()).toString() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
