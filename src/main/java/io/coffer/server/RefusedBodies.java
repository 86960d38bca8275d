package io.coffer.server;

import java.security.Principal;
import java.util.Optional;

/**
 * Says whether a thread may be spent on the rest of a body whose request is answered
 * already, so that its client comes to read the answer.
 */
public interface RefusedBodies {

	/**
	 * Takes a place among all bodies that are on their way.
	 * @return what gives it back, or nothing where there is none
	 */
	Optional<Runnable> begin(Principal caller);

}
