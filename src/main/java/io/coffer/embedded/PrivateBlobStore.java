package io.coffer.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The files of the embedded store, as Coffer wants them served. Nothing is ever public:
 * S3Proxy takes the modes of files for access rules, and a copy of a directory easily
 * leaves them readable. A disk that is full is called so, also where only the attributes
 * of an object find no room. And a file system without hard links, by which S3Proxy keeps
 * a name from being written twice, serves nevertheless. A list takes as long as its pages
 * do, not as all the objects beside them.
 */
final class PrivateBlobStore extends ForwardingBlobStore {

	private static final long HARDLY_ANY = 1024 * 1024;

	private static final String IF_ABSENT = "*";

	private static final int FULL = 507;

	/** Where Coffer keeps what it must remember; more than one such object has. */
	private static final String STATE = EmbeddedStore.ROOT_PATH + ".coffer/";

	private static final int LARGEST_STATE = 128 * 1024;

	private final Path directory;

	private final boolean hardLinks;

	private final AttributeRoom room;

	private final SpaceReserve reserve;

	/**
	 * Serves a directory.
	 * @param directory the directory of the buckets
	 * @param hardLinks whether its file system has hard links
	 */
	PrivateBlobStore(Path directory, boolean hardLinks) {
		super(new FilesystemNio2BlobStore(directory.toString()));
		this.directory = directory.toAbsolutePath().normalize();
		this.hardLinks = hardLinks;
		this.room = new AttributeRoom(directory);
		this.reserve = new SpaceReserve(directory);
	}

	@Override
	public BucketCannedACL getContainerAccess(String container) {
		return BucketCannedACL.PRIVATE;
	}

	@Override
	public ObjectCannedACL getBlobAccess(String container, String key) {
		return ObjectCannedACL.PRIVATE;
	}

	@Override
	public ObjectCannedACL getBlobAccess(String container, String key, @Nullable String version) {
		return ObjectCannedACL.PRIVATE;
	}

	@Override
	public ListObjectsV2Response list(ListObjectsV2Request request) {
		super.headBucket(HeadBucketRequest.builder().bucket(request.bucket()).build());
		Path bucket = this.directory.resolve(request.bucket());
		if (!DirectoryListing.knows(bucket, request)) {
			return super.list(request);
		}
		try {
			return DirectoryListing.page(bucket, ObjectAttributes::read, request);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
		return request.key().startsWith(STATE) ? putState(request, payload) : put(request, payload);
	}

	/** It is small, and held until it is written, since that may take the reserve. */
	private PutObjectResponse putState(PutObjectRequest request, InputStream payload) {
		byte[] content;
		try {
			content = payload.readNBytes(LARGEST_STATE);
			if (payload.read() >= 0) {
				return put(request, new SequenceInputStream(new ByteArrayInputStream(content), payload));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		try {
			return put(request, new ByteArrayInputStream(content));
		}
		catch (AwsServiceException ex) {
			if (ex.statusCode() != FULL) {
				throw ex;
			}
			return this.reserve.spend(() -> put(request, new ByteArrayInputStream(content)));
		}
	}

	private PutObjectResponse put(PutObjectRequest request, InputStream payload) {
		requireRoom(request.metadata(), request.contentDisposition(), request.contentType(), payload);
		if (!looksBefore(request.ifNoneMatch())) {
			return withSpace(() -> super.putBlob(request, payload));
		}
		requireAbsent(request.bucket(), request.key());
		return withSpace(() -> super.putBlob(request.toBuilder().ifNoneMatch(null).build(), payload));
	}

	@Override
	public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
		requireRoom(request.metadata(), request.contentDisposition(), request.contentType(),
				InputStream.nullInputStream());
		return withSpace(() -> super.initiateMultipartUpload(request));
	}

	/** S3Proxy takes a part of any upload, and would keep that of one that has ended. */
	@Override
	public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request,
			InputStream payload) {
		if (!isOpen(upload)) {
			drain(payload);
			throw noSuchUpload();
		}
		UploadPartResponse part = withSpace(() -> super.uploadMultipartPart(upload, request, payload));
		if (!isOpen(upload)) {
			removePart(upload, request.partNumber());
			throw noSuchUpload();
		}
		return part;
	}

	@Override
	public List<Part> listMultipartUpload(MultipartUpload upload) {
		if (!isOpen(upload)) {
			throw noSuchUpload();
		}
		return super.listMultipartUpload(upload);
	}

	@Override
	public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload,
			CompleteMultipartUploadRequest request) {
		if (!looksBefore(request.ifNoneMatch())) {
			return withSpace(() -> super.completeMultipartUpload(upload, request));
		}
		requireAbsent(request.bucket(), request.key());
		return withSpace(() -> super.completeMultipartUpload(upload, request.toBuilder().ifNoneMatch(null).build()));
	}

	private boolean looksBefore(@Nullable String condition) {
		return !this.hardLinks && IF_ABSENT.equals(condition);
	}

	/** As good as it gets: two who look at the same time both find the name free. */
	private void requireAbsent(String container, String key) {
		if (blobExists(container, key)) {
			throw refusal(412, "PreconditionFailed", "The name is taken.", null);
		}
	}

	/** The body is read all the same, else its sender sees a broken connection. */
	private void requireRoom(Map<String, String> metadata, @Nullable String contentDisposition,
			@Nullable String contentType, InputStream body) {
		if (!this.room.isEnoughFor(metadata, contentDisposition, contentType)) {
			drain(body);
			throw refusal(FULL, "InsufficientStorage", "There is no room for the object's attributes.", null);
		}
	}

	private static void drain(InputStream body) {
		try {
			body.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean isOpen(MultipartUpload upload) {
		return Files.exists(bucket(upload).resolve(StaleFiles.PARTS + upload.id() + "-" + upload.blobName() + "-stub"));
	}

	private void removePart(MultipartUpload upload, int number) {
		try {
			Files.deleteIfExists(bucket(upload)
				.resolve(AbstractNio2BlobStore.multipartPartName(upload.id(), upload.blobName(), number)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path bucket(MultipartUpload upload) {
		return this.directory.resolve(upload.containerName());
	}

	private static AwsServiceException noSuchUpload() {
		return refusal(404, "NoSuchUpload", "The upload was completed or aborted.", null);
	}

	private <T> T withSpace(Supplier<T> write) {
		try {
			return write.get();
		}
		catch (RuntimeException ex) {
			if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof IOException failure && isFull(failure)) {
				throw refusal(FULL, "InsufficientStorage", "There is no space left.", ex);
			}
			throw ex;
		}
	}

	private static AwsServiceException refusal(int status, String code, String message, @Nullable Exception cause) {
		return S3Exception.builder()
			.statusCode(status)
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
			.cause(cause)
			.build();
	}

	private boolean isFull(IOException failure) {
		String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
		return AttributeRoom.isFull(message) || usableSpace() < HARDLY_ANY;
	}

	private long usableSpace() {
		try {
			return Files.getFileStore(this.directory).getUsableSpace();
		}
		catch (IOException ex) {
			return Long.MAX_VALUE;
		}
	}

}
