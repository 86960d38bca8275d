package io.coffer.storage;

import io.coffer.client.S3Connection;
import io.coffer.client.StorageErrors;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A multipart upload whose parts clients send straight to the store, with URLs that are
 * signed here. Whoever knows its key, id and mark can go on with it; nothing of it is
 * kept. Every method throws a {@code storage-*} problem when the store refuses or does
 * not answer.
 */
public final class ClientUpload {

	private final S3Connection connection;

	private final BucketObjects bucket;

	private final Uploader uploader;

	private final ObjectWriter writer;

	private final MultipartUpload upload;

	ClientUpload(S3Connection connection, BucketObjects bucket, Uploader uploader, ObjectWriter writer,
			MultipartUpload upload) {
		this.connection = connection;
		this.bucket = bucket;
		this.uploader = uploader;
		this.writer = writer;
		this.upload = upload;
	}

	/** What the store calls the upload. */
	public String id() {
		return this.upload.id();
	}

	/** What the object will carry, and no other. */
	public String mark() {
		return this.writer.uploadId();
	}

	/** Whether the object is what this upload has become. */
	public boolean hasMade(StoredObject object) {
		return this.writer.isOurs(object);
	}

	/**
	 * Signs a URL to which one part can be sent with PUT, and nothing else.
	 * @param lifetime from one second to seven days
	 */
	public URI presign(int number, Duration lifetime) {
		return URI.create(this.connection.presigner()
			.presignUploadPart((presign) -> presign.signatureDuration(lifetime)
				.uploadPartRequest(
						(request) -> request.bucket(this.bucket.name()).key(path()).uploadId(id()).partNumber(number)))
			.url()
			.toString());
	}

	/**
	 * Sends one part, in a buffer of the pool.
	 * @param length how many bytes it has
	 * @throws ProblemException {@link ProblemType#TOO_LARGE} if no buffer may be that
	 * large, {@link ProblemType#BUSY} if none becomes free in time,
	 * {@link ProblemType#INCOMPLETE_BODY}
	 */
	public UploadedPart send(int number, InputStream part, long length) throws IOException {
		int most = this.uploader.largestBuffer();
		if (length > most) {
			throw new ProblemException(ProblemType.TOO_LARGE,
					"A part may have at most " + most + " bytes here. Choose a smaller part size.")
				.with("maxSize", most);
		}
		try (Buffer buffer = this.uploader.firstBuffer((int) Math.max(1, length))) {
			boolean whole = buffer.fillFrom(new PushbackInputStream(part));
			if (!whole || buffer.length() != length) {
				throw new ProblemException(ProblemType.INCOMPLETE_BODY, "The part has another length than was said.");
			}
			return new UploadedPart(number, EntityTag.quoted(this.upload.send(number, buffer).eTag()), length);
		}
	}

	/**
	 * The parts that have arrived, in their order, or nothing if the store has no such
	 * upload: it was completed or aborted.
	 */
	public Optional<List<UploadedPart>> list() {
		try {
			return Optional.of(listParts());
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

	/**
	 * Joins the parts.
	 * @param parts all of them, as the store has listed them
	 * @return what the store says it holds, its size compared with theirs
	 * @throws ProblemException {@link ProblemType#BACKUP_EXISTS} if the key is taken;
	 * {@link ProblemType#UPLOAD_INCOMPLETE} if a part is another meanwhile
	 */
	public StoredObject complete(List<UploadedPart> parts) {
		try {
			return this.writer.complete(this.upload, parts.stream().map(ClientUpload::completed).toList(),
					parts.stream().mapToLong(UploadedPart::size).sum());
		}
		catch (ProblemException ex) {
			throw isOfParts(ex) ? new ProblemException(ProblemType.UPLOAD_INCOMPLETE,
					"A part was sent anew while the upload was completed.", ex)
				.hint("Complete the upload again, with the entity tags that are listed now.") : ex;
		}
	}

	private static CompletedPart completed(UploadedPart part) {
		return CompletedPart.builder().partNumber(part.number()).eTag(part.etag()).build();
	}

	private static boolean isOfParts(ProblemException refusal) {
		return refusal.getCause() instanceof S3Exception answer && "InvalidPart".equals(StorageErrors.code(answer));
	}

	/**
	 * Removes the upload and its parts; nothing happens if it has ended.
	 * @return false if the store refuses or does not answer, so that parts may stay
	 */
	public boolean abort() {
		return this.upload.abort();
	}

	private List<UploadedPart> listParts() {
		List<UploadedPart> parts = new ArrayList<>();
		int last = 0;
		for (boolean more = true; more;) {
			ListPartsResponse page = page(last);
			for (Part part : page.parts()) {
				UploadedPart read = read(part);
				if (read.number() <= last) {
					throw unreadable();
				}
				last = read.number();
				parts.add(read);
			}
			more = Boolean.TRUE.equals(page.isTruncated());
			if (more && page.parts().isEmpty()) {
				throw unreadable();
			}
		}
		return parts;
	}

	private ListPartsResponse page(int last) {
		return this.connection.client()
			.listParts((request) -> request.bucket(this.bucket.name())
				.key(path())
				.uploadId(id())
				.partNumberMarker((last > 0) ? last : null));
	}

	private static UploadedPart read(Part part) {
		@Nullable Integer number = part.partNumber();
		@Nullable Long size = part.size();
		if (number == null || size == null) {
			throw unreadable();
		}
		return new UploadedPart(number, EntityTag.quoted(part.eTag()), size);
	}

	private String path() {
		return this.bucket.path(this.upload.name());
	}

	private static ProblemException unreadable() {
		return new ProblemException(ProblemType.STORAGE_ERROR, "The storage's list of the parts cannot be read.");
	}

}
