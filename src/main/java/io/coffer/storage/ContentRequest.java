package io.coffer.storage;

import io.coffer.client.StorageErrors;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Asks for the bytes of an object and believes no answer unread: what it says of itself
 * is compared with what was asked for. {@code If-Match} is not sent, since some stores
 * refuse the very tags that they give.
 *
 * @param object as the store has described it
 * @param span the range, or null for the whole
 */
record ContentRequest(StoredObject object, @Nullable ByteSpan span) {

	/**
	 * Opens the bytes.
	 * @throws ProblemException {@link ProblemType#BACKUP_NOT_FOUND},
	 * {@link ProblemType#STORAGE_ERROR} for another answer than was asked for, or what
	 * the store's refusal means
	 */
	ObjectContent open(S3Client client, String bucket, String path) {
		ResponseInputStream<GetObjectResponse> answer = ask(client, bucket, path);
		try {
			return new ObjectContent(answer, believed(answer.response()));
		}
		catch (ProblemException ex) {
			answer.abort();
			throw ex;
		}
	}

	private ResponseInputStream<GetObjectResponse> ask(S3Client client, String bucket, String path) {
		try {
			return client.getObject((request) -> request.bucket(bucket)
				.key(path)
				.range((this.span != null) ? this.span.header() : null));
		}
		catch (S3Exception ex) {
			if (StorageErrors.isNotFound(ex)) {
				throw new ProblemException(ProblemType.BACKUP_NOT_FOUND, "The backup is gone.", ex);
			}
			if (ex.statusCode() == 416) {
				throw new ProblemException(ProblemType.RANGE_NOT_SATISFIABLE, "The backup has no such range.", ex);
			}
			throw StorageErrors.translate(ex);
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	/** How many bytes the answer has: if it does not say, as many as there should be. */
	private long believed(GetObjectResponse answer) {
		if (!this.object.isSame(EntityTag.quoted(answer.eTag()), answer.lastModified())) {
			throw new ProblemException(ProblemType.BACKUP_NOT_FOUND, "The backup is gone: another one has its name.");
		}
		long expected = (this.span != null) ? this.span.length() : this.object.size();
		@Nullable String range = answer.contentRange();
		@Nullable Long length = answer.contentLength();
		boolean asAsked = (this.span == null) ? range == null
				: this.span.isAnnouncedBy(range, this.object.size()) && (length == null || length == expected);
		if (!asAsked) {
			throw new ProblemException(ProblemType.STORAGE_ERROR,
					"The storage answered other bytes than it was asked for.")
				.hint("The storage, or a proxy before it, does not heed Range: POST /config/check tries it.");
		}
		return (length != null) ? length : expected;
	}

}
