package io.coffer.probes;

import io.coffer.client.StorageErrors;
import io.coffer.providers.WriteCondition;
import io.coffer.storage.MultipartUpload;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Small writes that ask a store not to overwrite, in both ways in which an object can
 * appear.
 */
final class ConditionalWrites {

	private static final byte[] BODY = { 'o', 't', 'h', 'e', 'r' };

	private final S3Client client;

	private final WriteCondition guard;

	private final String bucket;

	ConditionalWrites(S3Client client, WriteCondition guard, String bucket) {
		this.client = client;
		this.guard = guard;
		this.bucket = bucket;
	}

	/**
	 * Writes at once.
	 * @param start run just before the request that counts
	 * @return false if the store refuses to overwrite
	 */
	boolean put(String path, Runnable start) {
		start.run();
		return isTaken(
				() -> this.client.putObject(
						(put) -> put.bucket(this.bucket)
							.key(path)
							.overrideConfiguration((call) -> this.guard.addTo(call::putHeader)),
						RequestBody.fromBytes(BODY)));
	}

	/** Writes in parts, as {@link #put}. */
	boolean complete(String path, Runnable start) {
		String id = this.client.createMultipartUpload((create) -> create.bucket(this.bucket).key(path)).uploadId();
		boolean taken = false;
		try {
			CompletedPart part = sendPart(path, id);
			start.run();
			taken = isTaken(() -> this.client.completeMultipartUpload((complete) -> complete.bucket(this.bucket)
				.key(path)
				.uploadId(id)
				.multipartUpload((joined) -> joined.parts(List.of(part)))
				.overrideConfiguration((call) -> this.guard.addTo(call::putHeader))));
			return taken;
		}
		finally {
			if (!taken) {
				abort(path, id);
			}
		}
	}

	void delete(String path) {
		this.client.deleteObject((delete) -> delete.bucket(this.bucket).key(path));
	}

	private CompletedPart sendPart(String path, String id) {
		return MultipartUpload.completed(1, this.client.uploadPart(
				(part) -> part.bucket(this.bucket).key(path).uploadId(id).partNumber(1), RequestBody.fromBytes(BODY)));
	}

	/**
	 * What a store refuses to abort is said by another step; after a refused Complete,
	 * some have ended the upload themselves.
	 */
	private void abort(String path, String id) {
		try {
			this.client.abortMultipartUpload((abort) -> abort.bucket(this.bucket).key(path).uploadId(id));
		}
		catch (S3Exception ex) {
			// nothing more can be done
		}
	}

	/** A store that does not know the guard refuses it, and not the write. */
	private static boolean isTaken(Runnable write) {
		try {
			write.run();
			return true;
		}
		catch (S3Exception ex) {
			if (WriteCondition.isRefusal(ex.statusCode())) {
				return false;
			}
			if (StorageErrors.mayNotKnowConditions(ex)) {
				return true;
			}
			throw ex;
		}
	}

}
