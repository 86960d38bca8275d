package io.coffer.storage;

import io.coffer.client.StorageErrors;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Asks for the first byte of an object. Its answer describes the object as well as HEAD
 * does, and shows besides whether the store gives its bytes away: not every store names
 * the class in which it keeps an object, and an object of another class may be readable.
 *
 * @param key the key below the root path
 * @param path the key below the bucket itself
 */
record FirstByteRequest(String key, String bucket, String path) {

	private static final Pattern FIRST_OF = Pattern.compile("\\s*bytes\\s*0-0/(?<size>[0-9]{1,18})\\s*");

	/**
	 * Sends it.
	 * @return nothing if the answer does not describe the object: there may be none, it
	 * may be empty, or the store does not say how large it is
	 */
	Optional<StoredObject> send(S3Client client) {
		try (ResponseInputStream<GetObjectResponse> answer = client
			.getObject((request) -> request.bucket(this.bucket).key(this.path).range("bytes=0-0"))) {
			Optional<StoredObject> object = describe(answer.response());
			if (answer.read() < 0 && object.map(StoredObject::size).orElse(1L) > 0) {
				throw new EOFException("No byte came");
			}
			// An answer that ends leaves its connection to the next call
			if (answer.read() >= 0) {
				answer.abort();
			}
			return object;
		}
		catch (S3Exception ex) {
			if (StorageErrors.isNotFound(ex) || ex.statusCode() == 416) {
				return Optional.empty();
			}
			throw StorageErrors.translate(ex);
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
		catch (IOException ex) {
			throw StorageErrors.translate(SdkClientException.create("The first byte does not come", ex));
		}
	}

	/** A store that knows no ranges gives the whole object, which tells its size too. */
	private Optional<StoredObject> describe(GetObjectResponse answer) {
		@Nullable String range = answer.contentRange();
		@Nullable Long length = answer.contentLength();
		if (range == null && answer.sdkHttpResponse().statusCode() == 200 && length != null) {
			return Optional.of(StoredObject.of(this.key, answer, length));
		}
		Matcher first = FIRST_OF.matcher((range != null) ? range : "");
		return first.matches() ? Optional.of(StoredObject.of(this.key, answer, Long.parseLong(first.group("size"))))
				: Optional.empty();
	}

}
