package io.coffer.storage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The multipart uploads of a bucket that nobody has completed or aborted. */
final class OpenUploads {

	/** What is answered to a key that may write but not look around. */
	private static final Set<Integer> MAY_NOT = Set.of(403, 405);

	private final Connection connection;

	OpenUploads(Connection connection) {
		this.connection = connection;
	}

	/**
	 * The paths of those below a prefix, on one page.
	 * @return nothing if the store does not list them, or not to this key
	 */
	Optional<List<String>> paths(String prefix) {
		S3Settings settings = this.connection.settings();
		if (!settings.provider().facts().listsUploads) {
			return Optional.empty();
		}
		try {
			return Optional.of(this.connection.client()
				.listMultipartUploads((request) -> request.bucket(settings.bucket()).prefix(prefix))
				.uploads()
				.stream()
				.map(MultipartUpload::key)
				.toList());
		}
		catch (S3Exception ex) {
			if (StorageErrors.isNotImplemented(ex) || MAY_NOT.contains(ex.statusCode())) {
				return Optional.empty();
			}
			throw StorageErrors.translate(ex);
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

}
