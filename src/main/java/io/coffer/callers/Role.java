package io.coffer.callers;

/** What a token may do. Roles nest: each one includes those before it. */
public enum Role {

	/** Adds backups under its own name and reads every backup. */
	DEVICE,

	/**
	 * Also verifies and deletes backups, and hands out tokens to devices; with all vaults
	 * sees the settings without their secret.
	 */
	OPERATOR,

	/** Also changes the settings and hands out all tokens. */
	ADMIN;

	/** Whether this role may do what {@code least} may. */
	public boolean includes(Role least) {
		return compareTo(least) >= 0;
	}

}
