package io.coffer.storage;

import io.coffer.client.Listing;
import io.coffer.client.S3Connection;
import io.coffer.client.StorageErrors;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.WriteCondition;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Small objects that are replaced whole, unlike archives, which never are. Each call
 * waits a few seconds at most, and throws a {@code storage-*} problem when the store
 * refuses or does not answer. Keys are relative to the root path.
 */
public final class SmallObjects {

	/** The most bytes that an object may have. */
	public static final int LARGEST = 64 * 1024;

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final String MEDIA_TYPE = "application/json";

	private final Bucket bucket;

	private final S3Connection connection;

	/** Works with the objects of an open bucket, for as long as that is open. */
	public SmallObjects(Bucket bucket) {
		this.bucket = bucket;
		this.connection = bucket.connection();
	}

	/**
	 * Reads an object, or nothing if there is none.
	 * @return one that is larger than {@link #LARGEST} is cut
	 */
	public Optional<SmallObject> read(String key) {
		try (ResponseInputStream<GetObjectResponse> answer = this.connection.client()
			.getObject((request) -> request.bucket(this.bucket.name())
				.key(this.bucket.path(key))
				.overrideConfiguration((call) -> call.apiCallAttemptTimeout(TIMEOUT).apiCallTimeout(TIMEOUT)))) {
			byte[] content = answer.readNBytes(LARGEST);
			if (answer.read() >= 0) {
				answer.abort();
			}
			return Optional.of(new SmallObject(content, EntityTag.quoted(answer.response().eTag())));
		}
		catch (S3Exception ex) {
			if (StorageErrors.isNotFound(ex)) {
				return Optional.empty();
			}
			throw StorageErrors.translate(ex);
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
		catch (IOException ex) {
			throw StorageErrors.translate(SdkClientException.create("The object does not come", ex));
		}
	}

	/**
	 * Writes an object in the place of what is there.
	 * @return the store's entity tag, empty where it gives none
	 */
	public String write(String key, byte[] content) {
		return write(key, content, WriteCondition.NONE);
	}

	/**
	 * Writes an object unless there is one: where the store is known to decide between
	 * two writers it does, else Coffer looks before.
	 * @return whether it was written
	 */
	public boolean writeIfAbsent(String key, byte[] content) {
		WriteCondition guard = this.connection.guard();
		boolean decides = this.connection.isReliable(guard);
		if (!decides && this.bucket.head(key).isPresent()) {
			return false;
		}
		try {
			write(key, content, decides ? guard : WriteCondition.NONE);
			return true;
		}
		catch (ProblemException ex) {
			if (ex.getCause() instanceof S3Exception answer && WriteCondition.isRefusal(answer.statusCode())) {
				return false;
			}
			throw ex;
		}
	}

	/** Passes on every object whose key begins so, in folders too. */
	public void forEach(String prefix, Consumer<ListedObject> consumer) {
		Listing listing = this.connection.listing();
		String root = this.bucket.root();
		try {
			listing.forEachBelow(root + prefix, TIMEOUT, (object) -> consumer.accept(ListedObject.of(object, root)));
		}
		catch (SdkException ex) {
			throw StorageErrors.translateListing(ex);
		}
	}

	private String write(String key, byte[] content, WriteCondition guard) {
		if (content.length > LARGEST) {
			throw new ProblemException(ProblemType.TOO_LARGE, "What is to be kept is too large.");
		}
		try {
			@Nullable String tag = this.connection.client()
				.putObject((request) -> request.bucket(this.bucket.name())
					.key(this.bucket.path(key))
					.contentType(MEDIA_TYPE)
					.contentLength((long) content.length)
					.overrideConfiguration((call) -> {
						call.apiCallAttemptTimeout(TIMEOUT).apiCallTimeout(TIMEOUT.multipliedBy(2));
						guard.addTo(call::putHeader);
					}), RequestBody.fromBytes(content))
				.eTag();
			return EntityTag.quoted(tag);
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	/**
	 * What an object holds.
	 *
	 * @param content its bytes
	 * @param etag the store's entity tag, strong and in quotes; empty where it gives none
	 */
	@SuppressWarnings("ArrayRecordComponent")
	public record SmallObject(byte[] content, String etag) {
	}

}
