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
public record OpenBackup(Bucket bucket, StoredObject object) implements AutoCloseable {

	/** Opens one range of the bytes, or all of them where it is null or the whole. */
	public ObjectContent read(@Nullable ByteRange range) {
		if (range != null && range.partial()) {
			return this.bucket.read(this.object, range.from(), range.to());
		}
		return this.bucket.read(this.object);
	}

	/** Whether the object is still there, and no other one under its key. */
	public boolean isUnchanged() {
		return this.bucket.head(this.object.key()).filter((now) -> now.isSameAs(this.object)).isPresent();
	}

	@Override
	public void close() {
		this.bucket.close();
	}

}
