package io.coffer.uploads;

import io.coffer.callers.Caller;
import io.coffer.callers.Vault;
import io.coffer.storage.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about the archive that it sends.
 *
 * @param caller who sends it
 * @param vault where it goes
 * @param key the name of the client's choosing, or null if Coffer makes one
 * @param application what is backed up, or null
 * @param device who makes the backup, or null for the caller
 * @param filename what the archive is called at the client, or null
 * @param sha256 the promised SHA-256 as lower-case hex, or null
 * @param idempotencyKey the same for every retry of one upload, or null
 * @param size the most bytes that will come, or -1 if it is not known
 * @param least how many bytes will come at least
 * @param skipIfUnchanged whether the device's newest backup will do if its digest is the
 * same
 * @param basedOn what the client last restored or made, or null if it does not say
 */
public record UploadRequest(Caller caller, Vault vault, @Nullable String key, @Nullable String application,
		@Nullable String device, @Nullable String filename, @Nullable String sha256, @Nullable String idempotencyKey,
		long size, long least, boolean skipIfUnchanged, @Nullable BaseVersion basedOn) {

	/**
	 * Whether nothing that is said here speaks against the archive's being this object.
	 */
	boolean mayBe(StoredObject stored) {
		boolean fits = stored.size() >= this.least && (this.size < 0 || stored.size() <= this.size);
		return fits && (this.sha256 == null || stored.sha256() == null || promises(stored));
	}

	/** Whether it has the digest that is promised here. */
	boolean promises(StoredObject stored) {
		return this.sha256 != null && this.sha256.equals(stored.sha256());
	}
}
