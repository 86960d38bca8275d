package io.coffer.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The files of the embedded store, as Coffer wants them served. Nothing is ever public:
 * S3Proxy takes the modes of files for access rules, and a copy of a directory easily
 * leaves them readable. And a disk that is full is called so.
 */
final class OwnedBlobs extends ForwardingBlobStore {

	/** What operating systems say of a disk, a quota or a file that cannot grow. */
	private static final List<String> FULL = List.of("no space left", "quota exceeded", "file too large",
			"not enough space");

	private static final long HARDLY_ANY = 1024 * 1024;

	private final Path directory;

	OwnedBlobs(Path directory) {
		super(new FilesystemNio2BlobStore(directory.toString()));
		this.directory = directory;
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
	public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
		return withSpace(() -> super.putBlob(request, payload));
	}

	@Override
	public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
		return withSpace(() -> super.initiateMultipartUpload(request));
	}

	@Override
	public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request,
			InputStream payload) {
		return withSpace(() -> super.uploadMultipartPart(upload, request, payload));
	}

	@Override
	public CompleteMultipartUploadResponse completeMultipartUpload(MultipartUpload upload,
			CompleteMultipartUploadRequest request) {
		return withSpace(() -> super.completeMultipartUpload(upload, request));
	}

	private <T> T withSpace(Supplier<T> write) {
		try {
			return write.get();
		}
		catch (RuntimeException ex) {
			if (NestedExceptionUtils.getMostSpecificCause(ex) instanceof IOException failure && isFull(failure)) {
				throw S3Exception.builder()
					.statusCode(507)
					.awsErrorDetails(AwsErrorDetails.builder()
						.errorCode("InsufficientStorage")
						.errorMessage("There is no space left.")
						.build())
					.cause(ex)
					.build();
			}
			throw ex;
		}
	}

	private boolean isFull(IOException failure) {
		String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
		return FULL.stream().anyMatch(message::contains) || usableSpace() < HARDLY_ANY;
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
