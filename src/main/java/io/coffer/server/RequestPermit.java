package io.coffer.server;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The place of one request among those that go on at the same time: from when its caller
 * is known until nothing is left to do for it, which is for the valve to say.
 *
 * @param caller whose token it carries, or null for a stranger
 * @param end gives it back
 */
record RequestPermit(@Nullable Principal caller, Runnable end) {

	private static final String ATTRIBUTE = RequestPermit.class.getName();

	void give(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	static @Nullable RequestPermit of(HttpServletRequest request) {
		return (RequestPermit) request.getAttribute(ATTRIBUTE);
	}

	static void release(HttpServletRequest request) {
		RequestPermit place = of(request);
		if (place != null) {
			request.removeAttribute(ATTRIBUTE);
			place.end.run();
		}
	}

}
