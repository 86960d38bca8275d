package io.coffer.probes;

import io.coffer.client.StorageErrors;
import io.coffer.storage.Bucket;
import io.coffer.storage.OpenUploads.Presence;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Begins an upload in parts, breaks it off, and looks for what is left of it. */
final class AbortProbe {

	private static final byte[] PART = { 'p', 'a', 'r', 't' };

	private final S3Client client;

	private final Bucket bucket;

	private final String key;

	AbortProbe(S3Client client, Bucket bucket, String key) {
		this.client = client;
		this.bucket = bucket;
		this.key = key;
	}

	AbortOutcome run() {
		try {
			String id = begin();
			boolean listed = presence() == Presence.OPEN;
			boolean aborted = abort(id);
			if (presence() == Presence.OPEN || this.bucket.head(this.key).isPresent()) {
				return AbortOutcome.LEFT;
			}
			if (!aborted) {
				return AbortOutcome.REFUSED;
			}
			return listed ? AbortOutcome.GONE : AbortOutcome.UNSEEN;
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	private String begin() {
		String id = this.client
			.createMultipartUpload((create) -> create.bucket(this.bucket.name()).key(this.bucket.path(this.key)))
			.uploadId();
		this.client.uploadPart(
				(part) -> part.bucket(this.bucket.name()).key(this.bucket.path(this.key)).uploadId(id).partNumber(1),
				RequestBody.fromBytes(PART));
		return id;
	}

	private boolean abort(String id) {
		try {
			this.client.abortMultipartUpload(
					(abort) -> abort.bucket(this.bucket.name()).key(this.bucket.path(this.key)).uploadId(id));
			return true;
		}
		catch (S3Exception ex) {
			return false;
		}
	}

	private Presence presence() {
		return this.bucket.openUploads().map((open) -> open.presence(this.key)).orElse(Presence.UNKNOWN);
	}

}
