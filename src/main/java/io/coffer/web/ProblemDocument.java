package io.coffer.web;

import io.coffer.problems.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem as the members of its RFC 9457 document. */
final class ProblemDocument {

	private ProblemDocument() {
	}

	/**
	 * The document in its order: the members of RFC 9457 section 3.1, then ours, then
	 * those of this occurrence, which never replace one before them.
	 */
	static Map<String, Object> of(ProblemException problem, @Nullable String instance, String requestId) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("type", "urn:coffer:problem:" + problem.type().code());
		members.put("title", problem.type().title());
		members.put("status", problem.type().status());
		members.put("detail", problem.detail());
		if (instance != null) {
			members.put("instance", instance);
		}
		members.put("code", problem.type().code());
		String hint = problem.hint();
		if (hint != null) {
			members.put("hint", hint);
		}
		members.put("requestId", requestId);
		problem.properties().forEach(members::putIfAbsent);
		return members;
	}

}
