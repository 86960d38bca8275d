package io.coffer.keys;

/** What a key is used for: each use has a key of its own. */
public enum KeyUse {

	/** Encrypts the secret access key in the saved settings. */
	SETTINGS("settings"),

	/** Signs what Coffer keeps in the bucket. */
	STATE("state"),

	/** Signs the tokens that are made over HTTP. */
	TOKENS("tokens"),

	/** Signs tickets, which open straight uploads. */
	TICKETS("tickets"),

	/** Signs the administrator's sessions in browsers. */
	SESSIONS("sessions"),

	/** Signs the ids of straight uploads. */
	UPLOADS("uploads"),

	/** Marks the access key ids of the S3 door. */
	ACCESS_KEY_IDS("access-key-ids"),

	/** Makes the secret access keys of the S3 door. */
	SECRET_ACCESS_KEYS("secret-access-keys"),

	/** Tells keys apart, and nothing of them. */
	FINGERPRINT("fingerprint");

	private final String info;

	/**
	 * Names a use.
	 * @param info never changed: it goes into the key
	 */
	KeyUse(String info) {
		this.info = "coffer/" + info;
	}

	String info() {
		return this.info;
	}

}
