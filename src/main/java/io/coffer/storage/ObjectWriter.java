package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes one object so that an answer can be trusted: nothing is overwritten, and after a
 * lost answer the store is asked what became of it. Every object carries the id of its
 * upload for that.
 */
final class ObjectWriter {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	private static final Duration LAST_PAUSE = Duration.ofSeconds(4);

	private final Connection connection;

	private final Bucket bucket;

	private final NameLocks locks;

	private final String uploadId = UUID.randomUUID().toString();

	ObjectWriter(Connection connection, Bucket bucket, NameLocks locks) {
		this.connection = connection;
		this.bucket = bucket;
		this.locks = locks;
	}

	int maxParts() {
		return facts().maxParts;
	}

	StoredObject put(NewObject object, Buffer body) {
		return commit(object, body.length(), (guard) -> {
			Receipt receipt = Receipt.of(this.connection.client()
				.putObject(
						(request) -> request.bucket(this.bucket.name())
							.key(this.bucket.path(object.key()))
							.contentType(object.contentType())
							.contentDisposition(object.contentDisposition())
							.contentLength((long) body.length())
							.metadata(metadata(object))
							.overrideConfiguration(Transfer.timeouts(body.length()).andThen(guard::putOn)),
						Transfer.body(body)));
			if (receipt.contradicts(body, facts())) {
				this.bucket.head(object.key()).filter(this::isOurs).ifPresent(this::remove);
				throw Receipt.contradiction();
			}
		});
	}

	MultipartUpload begin(NewObject object) {
		refuseIfPresent(object);
		try {
			return new MultipartUpload(this.connection.client(), facts(), object,
					this.connection.client()
						.createMultipartUpload((request) -> request.bucket(this.bucket.name())
							.key(this.bucket.path(object.key()))
							.contentType(object.contentType())
							.contentDisposition(object.contentDisposition())
							.metadata(metadata(object))));
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	StoredObject complete(MultipartUpload upload, List<CompletedPart> parts, long size) {
		return commit(upload.object(), size, (guard) -> upload.complete(parts, guard));
	}

	/** Does what makes the object appear. */
	private StoredObject commit(NewObject object, long size, Consumer<NoOverwriteGuard> write) {
		Lock lock = this.locks.of(object.key());
		lock.lock();
		try {
			refuseIfPresent(object);
			guarded(object, write);
			return settle(object, size, null);
		}
		catch (SdkException ex) {
			if (StorageErrors.leavesDoubt(ex)) {
				return settle(object, size, ex);
			}
			throw StorageErrors.translate(ex);
		}
		finally {
			lock.unlock();
		}
	}

	/** Writes without the guard where the store does not know it. */
	private void guarded(NewObject object, Consumer<NoOverwriteGuard> write) {
		NoOverwriteGuard guard = object.exclusive() ? this.connection.guard() : NoOverwriteGuard.NONE;
		try {
			write.accept(guard);
		}
		catch (S3Exception ex) {
			if (guard.equals(NoOverwriteGuard.NONE) || !NoOverwriteGuard.isUnknown(ex)) {
				throw ex;
			}
			write.accept(NoOverwriteGuard.NONE);
			this.connection.dropGuard();
		}
	}

	/** Asks the store what it holds, whether it has said so or not. */
	private StoredObject settle(NewObject object, long size, @Nullable SdkException doubt) {
		Optional<StoredObject> found = (doubt != null && StorageErrors.leavesSilence(doubt)) ? await(object)
				: this.bucket.head(object.key());
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
					"The storage kept %d bytes of the %d that were sent.".formatted(stored.size(), size))
				.hint("The store does not understand how the body was sent; the damaged object was removed.");
		}
		return stored;
	}

	/**
	 * Looks for the object several times, since a store that fell silent may still be at
	 * work.
	 */
	private Optional<StoredObject> await(NewObject object) {
		Optional<StoredObject> found = this.bucket.head(object.key());
		try {
			for (Duration pause = FIRST_PAUSE; found.isEmpty()
					&& pause.compareTo(LAST_PAUSE) <= 0; pause = pause.multipliedBy(2)) {
				TimeUnit.MILLISECONDS.sleep(pause.toMillis());
				found = this.bucket.head(object.key());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return found;
	}

	private boolean isOurs(StoredObject stored) {
		return this.uploadId.equals(stored.upload());
	}

	private void remove(StoredObject damaged) {
		this.bucket.delete(damaged.key());
	}

	private void refuseIfPresent(NewObject object) {
		if (object.exclusive()) {
			this.bucket.head(object.key()).ifPresent((stored) -> {
				throw exists(stored);
			});
		}
	}

	private static ProblemException exists(StoredObject stored) {
		return new ProblemException(ProblemType.BACKUP_EXISTS, "A backup of this name is stored already.")
			.with("size", stored.size())
			.with("sha256", stored.sha256());
	}

	private ProviderFacts facts() {
		return this.connection.settings().provider().facts();
	}

	private Map<String, String> metadata(NewObject object) {
		Map<String, String> metadata = new HashMap<>(object.metadata());
		metadata.put(NewObject.UPLOAD, this.uploadId);
		return metadata;
	}

}
