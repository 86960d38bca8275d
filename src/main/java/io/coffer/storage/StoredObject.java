package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * An object as the store describes it when asked for it alone.
 *
 * @param key the key below the root path
 * @param size in bytes
 * @param lastModified the store's time of its last change, to the second, or null where
 * it tells none that can be read
 * @param etag the store's entity tag, strong and in quotes; empty where it gives none
 * @param contentType the media type, or null
 * @param contentDisposition the download name, or null
 * @param metadata user metadata with lower-case names
 * @param storageClass the class that the store keeps it in, or null for the usual one and
 * where the store does not tell
 */
public record StoredObject(String key, long size, @Nullable Instant lastModified, String etag,
		@Nullable String contentType, @Nullable String contentDisposition, Map<String, String> metadata,
		@Nullable String storageClass) {

	private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

	/**
	 * Reads the store's answer.
	 * @throws ProblemException {@link ProblemType#STORAGE_ERROR} where it has no size
	 */
	static StoredObject of(String key, HeadObjectResponse head) {
		@Nullable Long size = head.contentLength();
		if (size == null) {
			throw new ProblemException(ProblemType.STORAGE_ERROR, "The storage does not tell an object's size.")
				.hint("Check that the endpoint is the one of the S3 API.");
		}
		return new StoredObject(key, size, head.lastModified(), EntityTag.quoted(head.eTag()), head.contentType(),
				head.contentDisposition(), head.metadata(), ListedObject.storageClass(head.storageClassAsString()));
	}

	/** Reads the head of an answer that has some of its bytes, or all. */
	static StoredObject of(String key, GetObjectResponse head, long size) {
		return new StoredObject(key, size, head.lastModified(), EntityTag.quoted(head.eTag()), head.contentType(),
				head.contentDisposition(), head.metadata(), ListedObject.storageClass(head.storageClassAsString()));
	}

	/**
	 * The archive's SHA-256 as lower-case hex, where it was known in time and Coffer has
	 * computed it while the bytes passed; never what a client has only claimed.
	 */
	public @Nullable String sha256() {
		return digest(NewObject.SHA256);
	}

	/**
	 * The SHA-256 as lower-case hex that a client has claimed of bytes that it sent
	 * straight to the store. Nobody has compared the two.
	 */
	public @Nullable String claimedSha256() {
		return digest(NewObject.CLAIMED_SHA256);
	}

	private @Nullable String digest(String name) {
		String given = this.metadata.getOrDefault(name, "").toLowerCase(Locale.ROOT);
		return SHA256.matcher(given).matches() ? given : null;
	}

	/**
	 * Whether another description of this key tells of the same bytes, as far as the
	 * store says: by its tag, else by its time.
	 */
	public boolean isSameAs(StoredObject other) {
		return this.size == other.size && isSame(other.etag, other.lastModified);
	}

	boolean isSame(String otherTag, @Nullable Instant otherTime) {
		if (!this.etag.isEmpty() && !otherTag.isEmpty()) {
			return this.etag.equals(otherTag);
		}
		return this.lastModified == null || otherTime == null || this.lastModified.equals(otherTime);
	}

	@Nullable String upload() {
		return this.metadata.get(NewObject.UPLOAD);
	}

}
