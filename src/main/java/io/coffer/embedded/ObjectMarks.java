package io.coffer.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells finished objects from unfinished ones by the extended attribute that S3Proxy
 * gives an object after its last byte. A file without it is unfinished only if the bucket
 * was known to keep attributes when the file was written: a copy of the directory may
 * have lost them.
 *
 * @param since when the bucket was first seen to keep attributes, or null if it does not
 */
record ObjectMarks(@Nullable Instant since) {

	private static final String SINCE = "coffer-since";

	/** The marks of a bucket, which is noted as keeping them from now on if it does. */
	static ObjectMarks of(Path bucket) {
		try {
			UserDefinedFileAttributeView attributes = attributes(bucket);
			if (attributes == null) {
				return new ObjectMarks(null);
			}
			if (!attributes.list().contains(SINCE)) {
				attributes.write(SINCE, StandardCharsets.US_ASCII.encode(Instant.now().toString()));
			}
			ByteBuffer since = ByteBuffer.allocate(attributes.size(SINCE));
			attributes.read(SINCE, since);
			return new ObjectMarks(Instant.parse(StandardCharsets.US_ASCII.decode(since.flip())));
		}
		catch (IOException | UnsupportedOperationException ex) {
			return new ObjectMarks(null);
		}
	}

	boolean kept() {
		return this.since != null;
	}

	/** Whether a file or directory is certain to be no object that a client finished. */
	boolean unfinished(Path path) throws IOException {
		UserDefinedFileAttributeView attributes = attributes(path);
		return this.since != null && attributes != null && !attributes.list().contains(ObjectAttributes.ETAG)
				&& Files.getLastModifiedTime(path).toInstant().isAfter(this.since);
	}

	private static @Nullable UserDefinedFileAttributeView attributes(Path path) {
		return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
	}

}
