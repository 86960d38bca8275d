package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An object as a listing shows it.
 *
 * @param key the key below the root path
 * @param size in bytes
 * @param lastModified the store's time
 * @param etag the store's entity tag, strong and in quotes; empty where it gives none
 * @param storageClass the class that the store keeps it in, or null for the usual one
 */
public record ListedObject(String key, long size, Instant lastModified, String etag, @Nullable String storageClass) {

	private static final Pattern STORAGE_CLASS = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	/**
	 * Reads what a store lists.
	 * @param root what the keys begin with that are meant
	 * @throws ProblemException {@link ProblemType#STORAGE_ERROR} if size or time is
	 * missing
	 */
	static ListedObject of(S3Object object, String root) {
		@Nullable Long size = object.size();
		@Nullable Instant lastModified = object.lastModified();
		if (size == null || lastModified == null) {
			throw new ProblemException(ProblemType.STORAGE_ERROR,
					"The storage lists an object without its size or its time.")
				.hint("Check that the endpoint is the one of the S3 API.");
		}
		return new ListedObject(object.key().substring(root.length()), size, lastModified,
				EntityTag.quoted(object.eTag()), storageClass(object.storageClassAsString()));
	}

	/** Names the class that a store tells, unless it is the usual one. */
	static @Nullable String storageClass(@Nullable String name) {
		return (name == null || name.equals("STANDARD") || !STORAGE_CLASS.matcher(name).matches()) ? null : name;
	}

	/** Takes each, and wants more. */
	static Predicate<ListedObject> each(Consumer<ListedObject> consumer) {
		return (object) -> {
			consumer.accept(object);
			return true;
		};
	}

}
