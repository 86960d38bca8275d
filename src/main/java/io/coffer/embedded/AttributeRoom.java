package io.coffer.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the file system has room for all that is to be known of an object:
 * S3Proxy keeps it in extended attributes of its file, and stores the file without them
 * where they do not fit, as on a full disk, or ext4 with blocks of 1 KiB.
 *
 * @param directory where a file can be made for the trial, which does not stay
 */
record AttributeRoom(Path directory) {

	/** What operating systems say of a disk, a quota or a file that cannot grow. */
	private static final List<String> FULL = List.of("no space left", "quota exceeded", "file too large",
			"not enough space");

	/** What an attribute is refused with that is longer than any may be. */
	private static final String TOO_LONG = "argument list too long";

	/** What S3Proxy adds: a digest, for each part of an upload, and the class. */
	private static final String ITS_OWN = "x".repeat(64);

	/**
	 * Whether an object's attributes can be kept. A file system without such attributes
	 * keeps none, and is not asked for more.
	 */
	boolean isEnoughFor(Map<String, String> metadata, @Nullable String contentDisposition,
			@Nullable String contentType) {
		Map<String, String> attributes = new TreeMap<>();
		metadata.forEach((name, value) -> attributes.put("user.user-metadata." + name, value));
		attributes.put("user.content-disposition", (contentDisposition != null) ? contentDisposition : "");
		attributes.put("user.content-type", (contentType != null) ? contentType : "");
		attributes.put(ObjectAttributes.ETAG, ITS_OWN);
		try {
			Path file = Files.createTempFile(this.directory, "attributes", null);
			try {
				write(attributes, file);
			}
			finally {
				Files.delete(file);
			}
			return true;
		}
		catch (IOException ex) {
			return !isLackOfRoom(ex);
		}
	}

	private static void write(Map<String, String> attributes, Path file) throws IOException {
		UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
		if (view != null) {
			for (Map.Entry<String, String> attribute : attributes.entrySet()) {
				view.write(attribute.getKey(), StandardCharsets.UTF_8.encode(attribute.getValue()));
			}
		}
	}

	private static boolean isLackOfRoom(IOException failure) {
		String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
		return isFull(message) || message.contains(TOO_LONG);
	}

	/** Whether a message of the operating system, in lower case, speaks of space. */
	static boolean isFull(String message) {
		return FULL.stream().anyMatch(message::contains);
	}

}
