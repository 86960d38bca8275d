package io.coffer.server;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The place of one request among those that go on at the same time: from when its caller
 * is known until nothing is left to do for it, which is for the valve to say.
 *
 * @param caller whose token it carries, or null for a stranger
 * @param places what it was taken from
 */
record Place(@Nullable Principal caller, Semaphore places) {

	private static final String ATTRIBUTE = Place.class.getName();

	void give(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	static @Nullable Place of(HttpServletRequest request) {
		return (Place) request.getAttribute(ATTRIBUTE);
	}

	static void release(HttpServletRequest request) {
		Place place = of(request);
		if (place != null) {
			request.removeAttribute(ATTRIBUTE);
			place.places.release();
		}
	}

}
