package io.coffer.storage;

import io.coffer.client.S3Connection;
import io.coffer.client.StorageErrors;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects directly below the root path, or a folder of it, one at a time: all that a
 * write needs to know of them.
 */
abstract class BucketObjects {

	private final S3Connection connection;

	private final String root;

	/**
	 * The objects of a folder.
	 * @param folder below the root path: empty, or ending in a slash
	 */
	BucketObjects(S3Connection connection, String folder) {
		this.connection = connection;
		this.root = connection.settings().rootPath() + folder;
	}

	/** The clients that it uses. */
	public final S3Connection connection() {
		return this.connection;
	}

	/** Describes one object, or nothing if there is none of that key. */
	public final Optional<StoredObject> head(String key) {
		return head(key, path(key));
	}

	/** Whether the bucket has such an object, above the root path or anywhere else. */
	public final boolean has(String path) {
		return head(path, path).isPresent();
	}

	private Optional<StoredObject> head(String key, String path) {
		try {
			return Optional.of(StoredObject.of(key,
					this.connection.client().headObject((request) -> request.bucket(name()).key(path))));
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
	}

	/** Deletes an object; nothing happens if there is none. */
	public final void delete(String key) {
		try {
			this.connection.client().deleteObject((request) -> request.bucket(name()).key(path(key)));
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	/** The exact URL of an object. */
	public final URI url(String key) {
		return this.connection.url(path(key));
	}

	/** The name of the bucket. */
	public final String name() {
		return this.connection.settings().bucket();
	}

	/** What the objects' paths begin with: the root path and the folder. */
	final String root() {
		return this.root;
	}

	/** The key below the bucket itself, with the root path and the folder. */
	public final String path(String key) {
		return this.root + key;
	}

}
