package io.coffer.storage;

import io.coffer.client.StorageErrors;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
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
 * @param path its key below the bucket itself
 */
record ContentRequest(StoredObject object, String bucket, String path) {

	/**
	 * Opens all bytes.
	 * @throws ProblemException {@link ProblemType#BACKUP_NOT_FOUND},
	 * {@link ProblemType#STORAGE_ERROR} for another answer than was asked for, or what
	 * the store's refusal means
	 */
	ObjectContent openAll(S3Client client) {
		return open(client, new Span(0, this.object.size() - 1), answer(client, null));
	}

	/** The same with one range of them, whose first and last byte exist. */
	ObjectContent openRange(S3Client client, long from, long to) {
		Span span = new Span(from, to);
		return open(client, span, answer(client, span));
	}

	private ObjectContent open(S3Client client, Span span, ResponseInputStream<GetObjectResponse> answer) {
		@Nullable Long announced = answer.response().contentLength();
		long length = (announced != null) ? announced : span.length();
		return new ObjectContent(
				new ResumingInputStream(answer, length, (received) -> rest(client, span.behind(received))), length);
	}

	/** Without a tag nobody knows whether that is the rest of the same object. */
	private ResponseInputStream<GetObjectResponse> rest(S3Client client, Span span) {
		if (this.object.etag().isEmpty()) {
			throw new ProblemException(ProblemType.STORAGE_ERROR, "The storage gives the object no entity tag.");
		}
		return answer(client, span);
	}

	/** An answer that has what was asked for, or everything for null. */
	private ResponseInputStream<GetObjectResponse> answer(S3Client client, @Nullable Span span) {
		ResponseInputStream<GetObjectResponse> answer = ask(client, span);
		try {
			requireAsAsked(answer.response(), span);
			return answer;
		}
		catch (ProblemException ex) {
			answer.abort();
			throw ex;
		}
	}

	private ResponseInputStream<GetObjectResponse> ask(S3Client client, @Nullable Span span) {
		try {
			return client.getObject((request) -> request.bucket(this.bucket)
				.key(this.path)
				.range((span != null) ? span.header() : null));
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

	private void requireAsAsked(GetObjectResponse answer, @Nullable Span span) {
		if (!this.object.isSame(EntityTag.quoted(answer.eTag()), answer.lastModified())) {
			throw new ProblemException(ProblemType.BACKUP_NOT_FOUND, "The backup is gone: another one has its name.");
		}
		@Nullable String range = answer.contentRange();
		@Nullable Long length = answer.contentLength();
		boolean asAsked = (span == null) ? range == null
				: span.isAnnouncedBy(range, this.object.size()) && (length == null || length == span.length());
		if (!asAsked) {
			throw new ProblemException(ProblemType.STORAGE_ERROR,
					"The storage answered other bytes than it was asked for.")
				.hint("The storage, or a proxy before it, does not heed Range: POST /config/check tries it.");
		}
	}

	/**
	 * A range of an object's bytes (RFC 9110 §14.1.2).
	 *
	 * @param from the first byte, counted from zero
	 * @param to the last byte
	 */
	private record Span(long from, long to) {

		long length() {
			return this.to - this.from + 1;
		}

		/** What is left of it behind so many bytes. */
		Span behind(long received) {
			return new Span(this.from + received, this.to);
		}

		/**
		 * What asks for it. Joined by hand, since a format writes the locale's digits.
		 */
		String header() {
			return "bytes=" + this.from + "-" + this.to;
		}

		/**
		 * Whether {@code Content-Range} announces just this range of a body of that size.
		 */
		boolean isAnnouncedBy(@Nullable String contentRange, long size) {
			String given = StringUtils.trimAllWhitespace((contentRange != null) ? contentRange : "");
			String range = "bytes" + this.from + "-" + this.to + "/";
			return given.equals(range + size) || given.equals(range + "*");
		}

	}

}
