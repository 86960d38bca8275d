package io.coffer.security;

import io.coffer.problems.KebabCase;

/**
 * A request was turned away at the door. Method and path are what any client sent; the
 * query, which may hold more, is left out.
 *
 * @param reason why
 * @param method the request's method
 * @param path the request's path
 */
public record AccessRefused(Reason reason, String method, String path) {

	/** What is wrong with the token. */
	public enum Reason {

		/** There is none. */
		NO_TOKEN,

		/** It is malformed, unknown or revoked. */
		INVALID_TOKEN,

		/** Its role may not do this. */
		ROLE;

		@Override
		public String toString() {
			return KebabCase.of(this);
		}

	}

}
