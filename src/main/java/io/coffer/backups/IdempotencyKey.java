package io.coffer.backups;

import io.coffer.security.Caller;
import io.coffer.storage.StoredObject;

/**
 * What tells retries of one upload from other uploads: the same key of the same token.
 *
 * @param hash the whole SHA-256 as hex, kept in the object's metadata
 */
record IdempotencyKey(String hash) {

	/** The metadata entry that holds the hash. */
	static final String METADATA = "coffer-idempotency";

	static IdempotencyKey of(Caller caller, String key) {
		return new IdempotencyKey(Sha256.hex(caller.name(), key));
	}

	/** Whether the object was stored by a try of this upload. */
	boolean confirmedBy(StoredObject object) {
		return this.hash.equals(object.metadata().get(METADATA));
	}

	/** The tag of the backup's name: the first 12 digits. */
	String tag() {
		return this.hash.substring(0, 12);
	}

}
