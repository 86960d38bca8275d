package io.coffer.uploads;

import io.coffer.backups.Sha256;
import io.coffer.callers.Caller;
import io.coffer.storage.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * What tells retries of one upload from other uploads: the same key of the same token.
 *
 * @param hash the whole SHA-256 as hex, kept in the object's metadata
 */
public record IdempotencyKey(String hash) {

	/** The metadata entry that holds the hash. */
	static final String METADATA = "coffer-idempotency";

	private static final int TAG = 12;

	private static final int MARK = 6;

	static IdempotencyKey of(Caller caller, String key) {
		return new IdempotencyKey(Sha256.hex(caller.name(), key));
	}

	/** Whether the object was stored by a try of this upload. */
	boolean confirmedBy(StoredObject object) {
		return this.hash.equals(object.metadata().get(METADATA));
	}

	/** The tag of a backup's name: the first 12 digits. */
	String tag() {
		return this.hash.substring(0, TAG);
	}

	/** What every tag of this upload begins with: the first 6 digits. */
	String mark() {
		return this.hash.substring(0, MARK);
	}

	/** Whether a name with this tag may be that of a try of this upload. */
	boolean mayHaveMade(@Nullable String tag) {
		return tag != null && tag.startsWith(mark());
	}

}
