package io.coffer.limits;

/**
 * Who has one share of what is scarce: all requests of one key together, and all keys of
 * one vault together no more than those of another.
 *
 * @param vault the vault whose requests these are; callers that have all of them are at
 * home in the default one
 * @param role the role of the caller's token, or of Coffer itself
 * @param caller the name of the token
 */
public record ShareKey(String vault, String role, String caller) {

	/** All who have shown no token. */
	public static final ShareKey STRANGERS = new ShareKey("", "", "strangers");

	/** Coffer's own work, such as retention after an upload. */
	static final ShareKey COFFER = new ShareKey("", "", "coffer");

}
