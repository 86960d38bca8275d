package io.coffer.storage;

import io.coffer.client.RequestTimeouts;
import io.coffer.client.StorageErrors;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.ProviderProfile;
import io.coffer.providers.WriteCondition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** One open multipart upload of the store. */
public final class MultipartUpload {

	private static final Logger logger = LoggerFactory.getLogger(MultipartUpload.class);

	private static final Duration COMPLETE_TIMEOUT = Duration.ofMinutes(15);

	private final S3Client client;

	private final ProviderProfile facts;

	private final String name;

	private final String bucket;

	private final String key;

	private final String id;

	private boolean open = true;

	/** Many parts may be on their way at once; ending the upload waits for them. */
	private final Lock sending;

	private final Lock ending;

	MultipartUpload(S3Client client, ProviderProfile facts, String name, BucketObjects bucket, String id) {
		this.client = client;
		this.facts = facts;
		this.name = name;
		this.bucket = bucket.name();
		this.key = bucket.path(name);
		this.id = id;
		ReadWriteLock lock = new ReentrantReadWriteLock();
		this.sending = lock.readLock();
		this.ending = lock.writeLock();
	}

	/** The key below the root path, or the folder. */
	String name() {
		return this.name;
	}

	/** What the store calls the upload. */
	String id() {
		return this.id;
	}

	/**
	 * Sends one part; it is read again from its buffer when the request must be repeated.
	 * @throws ProblemException {@link ProblemType#BUSY} once the upload has ended;
	 * {@link ProblemType#STORAGE_ERROR} if the store took something else
	 */
	CompletedPart send(int number, Buffer buffer) {
		this.sending.lock();
		try {
			requireOpen();
			UploadPartResponse part = this.client.uploadPart((request) -> request.bucket(this.bucket)
				.key(this.key)
				.uploadId(this.id)
				.partNumber(number)
				.contentLength((long) buffer.length())
				.overrideConfiguration(RequestTimeouts.ofBody(buffer.length())), buffer.requestBody());
			if (UploadChecksum.of(part).contradicts(buffer, this.facts)) {
				throw UploadChecksum.contradiction();
			}
			return completed(number, part);
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
		finally {
			this.sending.unlock();
		}
	}

	public static CompletedPart completed(int number, UploadPartResponse part) {
		return CompletedPart.builder().partNumber(number).eTag(part.eTag()).checksumCRC32(part.checksumCRC32()).build();
	}

	/**
	 * Joins the parts.
	 * @param guard how the store is asked to refuse an object that exists
	 * @throws SdkException if the store refuses or does not answer; when it was silent it
	 * may still be at work, and the upload is left to it
	 */
	void complete(List<CompletedPart> parts, WriteCondition guard) {
		this.ending.lock();
		try {
			requireOpen();
			this.client.completeMultipartUpload((request) -> request.bucket(this.bucket)
				.key(this.key)
				.uploadId(this.id)
				.multipartUpload((joined) -> joined.parts(parts))
				.overrideConfiguration(
						RequestTimeouts.ofAttempt(COMPLETE_TIMEOUT).andThen((call) -> guard.addTo(call::putHeader))));
			this.open = false;
		}
		catch (SdkException ex) {
			this.open = !StorageErrors.leavesSilence(ex);
			throw ex;
		}
		finally {
			this.ending.unlock();
		}
	}

	/**
	 * Waits for the parts on their way, since a late part would survive in some stores,
	 * lets no other follow, and removes them all. Does nothing once the upload is
	 * complete, or may be, and it is no failure if the store has ended it meanwhile. Any
	 * thread may call this, even an interrupted one.
	 * @return false if the store refuses or does not answer, so that parts may stay
	 */
	boolean abort() {
		boolean interrupted = Thread.interrupted();
		this.ending.lock();
		try {
			if (this.open) {
				this.open = false;
				this.client
					.abortMultipartUpload((request) -> request.bucket(this.bucket).key(this.key).uploadId(this.id));
			}
			return true;
		}
		catch (SdkException ex) {
			if (ex instanceof S3Exception answer && StorageErrors.isNotFound(answer)) {
				return true;
			}
			logger.warn("The multipart upload {} of {} could not be aborted and is left to the store's own clean-up",
					this.id, this.key, ex);
			return false;
		}
		finally {
			this.ending.unlock();
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void requireOpen() {
		if (!this.open) {
			throw new ProblemException(ProblemType.BUSY, "The upload was ended from elsewhere.");
		}
	}

}
