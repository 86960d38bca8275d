package io.coffer.storage;

import io.coffer.client.RequestTimeouts;
import io.coffer.client.S3Connection;
import io.coffer.client.StorageErrors;
import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.ProviderProfile;
import io.coffer.providers.S3Settings;
import io.coffer.providers.WriteCondition;
import io.coffer.storage.NameLocks.NameLock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes one object so that an answer can be trusted: nothing is overwritten, and after a
 * lost answer the store is asked what became of it. Every object carries the id of its
 * upload for that.
 */
final class ObjectWriter {

	private static final Logger logger = LoggerFactory.getLogger(ObjectWriter.class);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	private static final Duration LAST_PAUSE = Duration.ofSeconds(4);

	private final S3Connection connection;

	private final BucketObjects bucket;

	private final NameLocks locks;

	private final String uploadId;

	ObjectWriter(S3Connection connection, BucketObjects bucket, NameLocks locks) {
		this(connection, bucket, locks, UUID.randomUUID().toString());
	}

	/** Goes on with an upload of that id, which another writer has begun. */
	ObjectWriter(S3Connection connection, BucketObjects bucket, NameLocks locks, String uploadId) {
		this.connection = connection;
		this.bucket = bucket;
		this.locks = locks;
		this.uploadId = uploadId;
	}

	/** What every object that this writes carries. */
	String uploadId() {
		return this.uploadId;
	}

	int maxParts() {
		return facts().maxParts();
	}

	/**
	 * Writes the object in one request.
	 * @throws ProblemException {@link ProblemType#BACKUP_EXISTS} if the key is taken
	 */
	StoredObject put(NewObject object, Buffer body) {
		return commit(object.key(), body.length(), (guard) -> {
			UploadChecksum receipt = UploadChecksum.of(this.connection.client()
				.putObject((request) -> request.bucket(this.bucket.name())
					.key(this.bucket.path(object.key()))
					.contentType(object.contentType())
					.contentDisposition(object.contentDisposition())
					.contentLength((long) body.length())
					.metadata(metadata(object))
					.overrideConfiguration(
							RequestTimeouts.ofBody(body.length()).andThen((call) -> guard.addTo(call::putHeader))),
						body.requestBody()));
			if (receipt.contradicts(body, facts())) {
				this.bucket.head(object.key()).filter(this::isOurs).ifPresent(this::remove);
				throw UploadChecksum.contradiction();
			}
		});
	}

	/** Begins to write it in parts. */
	MultipartUpload begin(NewObject object) {
		try {
			@Nullable String id = this.connection.client()
				.createMultipartUpload((request) -> request.bucket(this.bucket.name())
					.key(this.bucket.path(object.key()))
					.contentType(object.contentType())
					.contentDisposition(object.contentDisposition())
					.metadata(metadata(object)))
				.uploadId();
			if (id == null) {
				throw StorageErrors.unreadable(null);
			}
			return resume(object.key(), id);
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	/** Goes on with an upload that has been begun. */
	MultipartUpload resume(String key, String id) {
		return new MultipartUpload(this.connection.client(), facts(), key, this.bucket, id);
	}

	StoredObject complete(MultipartUpload upload, List<CompletedPart> parts, long size) {
		return commit(upload.name(), size, (guard) -> upload.complete(parts, guard));
	}

	/**
	 * Does what makes the object appear, while nothing else here does so. Looks first
	 * where the store cannot be relied on to refuse.
	 */
	private StoredObject commit(String key, long size, Consumer<WriteCondition> write) {
		S3Settings store = this.connection.settings();
		try (NameLock lock = this.locks.of(store.endpoint(), store.bucket(), this.bucket.path(key))) {
			lock.lock();
			WriteCondition guard = this.connection.guard();
			if (!this.connection.isReliable(guard)) {
				refuseIfPresent(key);
			}
			Work.current().requireGoingOn();
			return settle(key, size, attempt(key, guard, write));
		}
	}

	/**
	 * Writes.
	 * @return what leaves it open whether the object is there, or null if the store has
	 * acknowledged it
	 * @throws ProblemException if it certainly was not written
	 */
	private @Nullable SdkException attempt(String key, WriteCondition guard, Consumer<WriteCondition> write) {
		try {
			guarded(key, guard, write);
			return null;
		}
		catch (SdkException ex) {
			if (StorageErrors.leavesDoubt(ex)) {
				return ex;
			}
			throw StorageErrors.translate(ex);
		}
	}

	/** Writes without the guard where the store does not know it, and looks before. */
	private void guarded(String key, WriteCondition guard, Consumer<WriteCondition> write) {
		try {
			write.accept(guard);
		}
		catch (S3Exception ex) {
			if (!StorageErrors.doesNotKnow(guard, ex)) {
				throw ex;
			}
			refuseIfPresent(key);
			write.accept(WriteCondition.NONE);
			this.connection.dropGuard();
			logger.warn(
					"The storage does not know {}, by which it would refuse to overwrite a backup: Coffer looks "
							+ "before it writes, but two writers of one name at once are no longer kept apart",
					guard.header());
		}
	}

	/** Asks the store what it holds, whether it has said so or not. */
	private StoredObject settle(String key, long size, @Nullable SdkException doubt) {
		Optional<StoredObject> found = (doubt != null && StorageErrors.mayAppear(doubt)) ? await(key)
				: this.bucket.head(key);
		if (found.isEmpty()) {
			throw (doubt != null) ? StorageErrors.translate(doubt) : new ProblemException(ProblemType.STORAGE_ERROR,
					"The storage acknowledged the archive but does not have it.");
		}
		StoredObject stored = found.get();
		if (!isOurs(stored)) {
			throw exists(stored);
		}
		if (stored.size() != size) {
			remove(stored);
			throw new ProblemException(ProblemType.STORAGE_BODY_ENCODING,
					"The storage kept " + stored.size() + " bytes of the " + size + " that were sent.")
				.hint("The store does not understand how the body was sent; the damaged object was removed.");
		}
		return stored;
	}

	/**
	 * Looks for the object several times, since the store may still be at work.
	 */
	private Optional<StoredObject> await(String key) {
		Optional<StoredObject> found = this.bucket.head(key);
		try {
			for (Duration pause = FIRST_PAUSE; found.isEmpty()
					&& pause.compareTo(LAST_PAUSE) <= 0; pause = pause.multipliedBy(2)) {
				TimeUnit.MILLISECONDS.sleep(pause.toMillis());
				found = this.bucket.head(key);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return found;
	}

	/** Whether this upload, and no other, made the object. */
	boolean isOurs(StoredObject stored) {
		return this.uploadId.equals(stored.upload());
	}

	private void remove(StoredObject damaged) {
		this.bucket.delete(damaged.key());
	}

	private void refuseIfPresent(String key) {
		this.bucket.head(key).ifPresent((stored) -> {
			throw exists(stored);
		});
	}

	private static ProblemException exists(StoredObject stored) {
		return new ProblemException(ProblemType.BACKUP_EXISTS, "A backup of this name is stored already.")
			.with("size", stored.size())
			.with("sha256", stored.sha256());
	}

	private ProviderProfile facts() {
		return this.connection.settings().provider().facts();
	}

	private Map<String, String> metadata(NewObject object) {
		Map<String, String> metadata = new HashMap<>(object.metadata());
		metadata.put(NewObject.UPLOAD, this.uploadId);
		return metadata;
	}

}
