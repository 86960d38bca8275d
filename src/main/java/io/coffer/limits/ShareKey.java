package io.coffer.limits;

/**
 * Who has one share of what is scarce: all requests of one key together.
 *
 * @param role the role of the caller's token, or of Coffer itself
 * @param caller the name of the token
 */
public record ShareKey(String role, String caller) {

	/** All who have shown no token. */
	public static final ShareKey STRANGERS = new ShareKey("", "strangers");

	/** Coffer's own work, such as retention after an upload. */
	static final ShareKey COFFER = new ShareKey("", "coffer");

}
