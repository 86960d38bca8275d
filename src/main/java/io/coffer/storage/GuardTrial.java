package io.coffer.storage;

import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Tries to overwrite an object that is there, with the store's guard against it, since
 * some stores take the guard and do not heed it.
 */
final class GuardTrial {

	private static final byte[] OTHER = { 'o', 't', 'h', 'e', 'r' };

	private final Connection connection;

	private final String bucket;

	private final String path;

	GuardTrial(Connection connection, String bucket, String path) {
		this.connection = connection;
		this.bucket = bucket;
		this.path = path;
	}

	NoOverwrite run() {
		NoOverwriteGuard guard = this.connection.guard();
		if (guard.equals(NoOverwriteGuard.NONE)) {
			return this.connection.findings().noOverwrite();
		}
		try {
			return (refusesPut(guard) && refusesComplete(guard)) ? NoOverwrite.ATOMIC : NoOverwrite.BEST_EFFORT;
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	private boolean refusesPut(NoOverwriteGuard guard) {
		return refuses(() -> client().putObject(
				(put) -> put.bucket(this.bucket).key(this.path).overrideConfiguration(guard::putOn),
				RequestBody.fromBytes(OTHER)));
	}

	private boolean refusesComplete(NoOverwriteGuard guard) {
		String id = client().createMultipartUpload((create) -> create.bucket(this.bucket).key(this.path)).uploadId();
		try {
			CompletedPart part = sendPart(id);
			return refuses(() -> client().completeMultipartUpload((complete) -> complete.bucket(this.bucket)
				.key(this.path)
				.uploadId(id)
				.multipartUpload((joined) -> joined.parts(List.of(part)))
				.overrideConfiguration(guard::putOn)));
		}
		finally {
			abort(id);
		}
	}

	private CompletedPart sendPart(String id) {
		return MultipartUpload.completed(1,
				client().uploadPart((part) -> part.bucket(this.bucket).key(this.path).uploadId(id).partNumber(1),
						RequestBody.fromBytes(OTHER)));
	}

	/** Nothing is left to abort after a Complete that was not refused. */
	private void abort(String id) {
		try {
			client().abortMultipartUpload((abort) -> abort.bucket(this.bucket).key(this.path).uploadId(id));
		}
		catch (S3Exception ex) {
			if (!StorageErrors.isNotFound(ex)) {
				throw ex;
			}
		}
	}

	/** A store that does not know the guard refuses it, and not the write. */
	private static boolean refuses(Runnable write) {
		try {
			write.run();
			return false;
		}
		catch (S3Exception ex) {
			if (NoOverwriteGuard.isRefusal(ex.statusCode())) {
				return true;
			}
			if (NoOverwriteGuard.isUnknown(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private S3Client client() {
		return this.connection.client();
	}

}
