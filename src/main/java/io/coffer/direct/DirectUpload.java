package io.coffer.direct;

import io.coffer.backups.BackupNames;
import io.coffer.callers.Caller;
import io.coffer.callers.Vault;
import io.coffer.uploads.BaseVersion;
import io.coffer.uploads.UploadRequest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A straight upload: all that is known of it, which its client keeps.
 *
 * @param id what the store calls it
 * @param mark what its object will carry
 * @param bucket a digest of the bucket's URL and the root path
 * @param vault in which vault
 * @param key the backup that it is to be
 * @param application what is backed up, or null where the client has chosen the key
 * @param device whose backup it is
 * @param size how many bytes the archive has, or -1 if the client did not say
 * @param basedOn the key of the backup that the client last restored or made, or null
 * @param reject whether to refuse the upload if another device has a newer backup
 * @param expiresAt until when it can be gone on with, to the second
 */
record DirectUpload(String id, String mark, String bucket, String vault, String key, @Nullable String application,
		String device, long size, @Nullable String basedOn, boolean reject, Instant expiresAt) {

	/** One that lacks one of these is none. */
	DirectUpload {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(mark, "mark");
		Objects.requireNonNull(bucket, "bucket");
		Objects.requireNonNull(vault, "vault");
		Objects.requireNonNull(key, "key");
		Objects.requireNonNull(device, "device");
		Objects.requireNonNull(expiresAt, "expiresAt");
	}

	/** Whether the caller may go on with it. */
	boolean isOf(Caller caller) {
		boolean inVault = caller.hasAllVaults() || caller.in(null).name().equals(this.vault);
		return inVault && caller.mayActAs(this.device) && caller.mayAddTo(this.application);
	}

	/** What its client has said when it began, so that the same rules hold at its end. */
	UploadRequest request(Caller caller, BackupNames names) {
		BaseVersion base = (this.basedOn != null) ? new BaseVersion(names.require(this.basedOn), this.reject) : null;
		String chosen = (this.application == null) ? this.key : null;
		return new UploadRequest(caller, new Vault(this.vault), chosen, this.application, this.device, null, null, null,
				this.size, 0, false, base);
	}

}
