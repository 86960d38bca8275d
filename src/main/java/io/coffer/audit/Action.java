package io.coffer.audit;

import io.coffer.problems.KebabCase;

/** What is audited, and what its subject is called in the line. */
public enum Action {

	/** An archive was sent. */
	UPLOAD("key"),

	/**
	 * A URL was made from which an archive can be downloaded without a token for a while.
	 */
	RESTORE("key"),

	/** The bytes of an archive went out through Coffer. */
	DOWNLOAD("key"),

	/** A backup was deleted on demand. */
	DELETE("key"),

	/** The retention policy removed a backup. */
	RETENTION_REMOVE("key"),

	/** The retention policy was replaced. */
	RETENTION_CHANGE("policy"),

	/** The S3 settings were replaced: from now on backups go there. */
	SETTINGS_CHANGE("endpoint"),

	/** The S3 settings were forgotten. */
	SETTINGS_FORGET("endpoint"),

	/** A device's token was made; an earlier one has ended. */
	TOKEN_MAKE("device"),

	/** A device's token has ended. */
	TOKEN_REVOKE("device"),

	/** An operator's token was made; an earlier one has ended. */
	OPERATOR_TOKEN_MAKE("operator"),

	/** An operator's token has ended. */
	OPERATOR_TOKEN_REVOKE("operator"),

	/** A vault was made, or its settings were replaced. */
	VAULT_CHANGE("settings"),

	/** A vault was deleted, with its settings and its tokens. */
	VAULT_DELETE("settings"),

	/** A browser was signed in with the code of the start. */
	SIGN_IN("session"),

	/** A request had no token, none that is valid, or one of a lesser role. */
	REFUSE("request");

	private final String subject;

	Action(String subject) {
		this.subject = subject;
	}

	/** The name of the member that holds the subject. */
	String subject() {
		return this.subject;
	}

	@Override
	public String toString() {
		return KebabCase.of(this);
	}

}
