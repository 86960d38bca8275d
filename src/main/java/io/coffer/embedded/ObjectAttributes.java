package io.coffer.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What S3Proxy keeps of an object in the attributes of its file, as a listing needs it.
 */
final class ObjectAttributes {

	/**
	 * A digest, or the text of an ETag: the last attribute that S3Proxy writes. Java puts
	 * another "user." before its name.
	 */
	static final String ETAG = "user.content-md5";

	private static final String STORAGE_CLASS = "user.storage-tier";

	private static final int DIGEST_BYTES = 16;

	private ObjectAttributes() {
	}

	/**
	 * Describes an object.
	 * @param key ends with a slash if it is to be a folder that a client made
	 * @return null if there is none
	 */
	static @Nullable S3Object read(String key, Path path) throws IOException {
		try {
			BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
			UserDefinedFileAttributeView view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
			List<String> names = names(view);
			boolean folder = key.endsWith("/");
			if (folder != file.isDirectory() || (folder && !names.contains(ETAG))) {
				return null;
			}
			return S3Object.builder()
				.key(key)
				.size(folder ? 0 : file.size())
				.lastModified(Instant.ofEpochMilli(file.lastModifiedTime().toMillis()))
				.eTag(names.contains(ETAG) ? etag(value(view, ETAG)) : null)
				.storageClass(names.contains(STORAGE_CLASS) ? storageClass(value(view, STORAGE_CLASS))
						: ObjectStorageClass.STANDARD)
				.build();
		}
		catch (IOException ex) {
			if (ex instanceof NoSuchFileException || Files.notExists(path)) {
				return null;
			}
			throw ex;
		}
	}

	private static List<String> names(@Nullable UserDefinedFileAttributeView view) {
		try {
			return (view != null) ? view.list() : List.of();
		}
		catch (IOException | UnsupportedOperationException ex) {
			return List.of();
		}
	}

	private static byte[] value(UserDefinedFileAttributeView view, String name) throws IOException {
		ByteBuffer value = ByteBuffer.allocate(view.size(name));
		view.read(name, value);
		return value.array();
	}

	private static String etag(byte[] value) {
		return (value.length == DIGEST_BYTES) ? HexFormat.of().formatHex(value)
				: new String(value, StandardCharsets.US_ASCII);
	}

	private static ObjectStorageClass storageClass(byte[] value) {
		ObjectStorageClass known = ObjectStorageClass.fromValue(new String(value, StandardCharsets.UTF_8));
		return (known != ObjectStorageClass.UNKNOWN_TO_SDK_VERSION) ? known : ObjectStorageClass.STANDARD;
	}

}
