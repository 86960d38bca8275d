package io.coffer.backups;

import io.coffer.storage.Bucket;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import org.jspecify.annotations.Nullable;

/**
 * A backup whose bytes are about to be read.
 *
 * @param bucket kept open until this is closed
 * @param object the backup as the store describes it
 */
record OpenBackup(Bucket bucket, StoredObject object) implements AutoCloseable {

	ObjectContent read(@Nullable String range) {
		return this.bucket.read(this.object.key(), range, this.object.etag());
	}

	/** Whether the object is still there, and no other one under its key. */
	boolean isUnchanged() {
		return this.bucket.head(this.object.key()).filter((now) -> now.etag().equals(this.object.etag())).isPresent();
	}

	@Override
	public void close() {
		this.bucket.close();
	}

}
