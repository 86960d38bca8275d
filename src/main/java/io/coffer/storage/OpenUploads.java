package io.coffer.storage;

import io.coffer.client.Listing;
import io.coffer.client.S3Connection;
import io.coffer.client.StorageErrors;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The multipart uploads of a bucket that are open, by <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">
 * ListMultipartUploads</a>. Every method throws a {@code storage-*} problem when the
 * store refuses or does not answer.
 */
public final class OpenUploads {

	/** A page has up to 1000; who has more will look again. */
	private static final int MAX_PAGES = 100;

	/** Whether an upload is open. */
	public enum Presence {

		OPEN, GONE,

		/** The store does not tell, or not to this access key. */
		UNKNOWN

	}

	private final S3Connection connection;

	private final BucketObjects bucket;

	OpenUploads(S3Connection connection, BucketObjects bucket) {
		this.connection = connection;
		this.bucket = bucket;
	}

	/**
	 * Passes on those whose keys begin so, also below subfolders, holding one page at a
	 * time. Ends after a hundred pages. MinIO lists those of one whole key only.
	 */
	public void forEach(String prefix, Consumer<OpenUpload> consumer) {
		try {
			list(prefix, consumer);
		}
		catch (SdkException ex) {
			throw StorageErrors.translateListing(ex);
		}
	}

	/** Looks for one of that key. */
	public Presence presence(String key) {
		Set<String> keys = new HashSet<>();
		try {
			list(key, (upload) -> keys.add(upload.key()));
			return keys.contains(key) ? Presence.OPEN : Presence.GONE;
		}
		catch (S3Exception ex) {
			if (StorageErrors.isNotImplemented(ex) || ex.statusCode() < 500) {
				return Presence.UNKNOWN;
			}
			throw StorageErrors.translate(ex);
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	private void list(String prefix, Consumer<OpenUpload> consumer) {
		ListMultipartUploadsResponse page = page(prefix, null);
		page.uploads().stream().map(this::open).forEach(consumer);
		for (int pages = 1; pages < MAX_PAGES && Boolean.TRUE.equals(page.isTruncated()); pages++) {
			ListMultipartUploadsResponse next = page(prefix, page);
			if (next.uploads().equals(page.uploads())) {
				throw new ProblemException(ProblemType.STORAGE_ERROR,
						"The storage's list of open uploads does not go on.");
			}
			next.uploads().stream().map(this::open).forEach(consumer);
			page = next;
		}
	}

	/**
	 * Removes an upload and its parts.
	 * @return false if it had ended already
	 */
	public boolean abort(OpenUpload upload) {
		try {
			this.connection.client()
				.abortMultipartUpload((request) -> request.bucket(this.bucket.name())
					.key(this.bucket.path(upload.key()))
					.uploadId(upload.id()));
			return true;
		}
		catch (S3Exception ex) {
			if (StorageErrors.isNotFound(ex)) {
				return false;
			}
			throw StorageErrors.translate(ex);
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	/**
	 * In URL encoding only where the page cannot be read without, as in {@link Listing}.
	 */
	private ListMultipartUploadsResponse page(String prefix, @Nullable ListMultipartUploadsResponse before) {
		try {
			return page(prefix, before, null);
		}
		catch (SdkException ex) {
			if (!StorageErrors.cannotBeRead(ex)) {
				throw ex;
			}
			return page(prefix, before, EncodingType.URL);
		}
	}

	/** Without a delimiter and a limit, which not every store takes here. */
	private ListMultipartUploadsResponse page(String prefix, @Nullable ListMultipartUploadsResponse before,
			@Nullable EncodingType encoding) {
		return this.connection.client()
			.listMultipartUploads((request) -> request.bucket(this.bucket.name())
				.prefix(this.bucket.path(prefix))
				.encodingType(encoding)
				.keyMarker((before != null) ? before.nextKeyMarker() : null)
				.uploadIdMarker((before != null) ? before.nextUploadIdMarker() : null));
	}

	private OpenUpload open(MultipartUpload upload) {
		return new OpenUpload(upload.key().substring(this.bucket.root().length()), upload.uploadId(),
				upload.initiated());
	}

	/**
	 * A multipart upload that was neither completed nor aborted.
	 *
	 * @param key the key below the root path, which may lie deeper
	 * @param id what the store calls the upload
	 * @param initiated when it began by the store's clock, or null if the store does not
	 * tell
	 */
	public record OpenUpload(String key, String id, @Nullable Instant initiated) {
	}

}
